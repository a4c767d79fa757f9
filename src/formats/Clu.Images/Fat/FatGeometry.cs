using Clu.Binary;

namespace Clu.Images.Fat;

/// <summary>Where the parts of a file system are, in sectors: reserved, tables, fixed root directory (not FAT32), clusters.</summary>
internal sealed record FatGeometry(FatType Type, uint SectorsPerCluster, uint ReservedSectors, uint FatSectors, uint RootEntries, uint TotalSectors)
{
    public uint RootSectors => RootEntries * FatLimits.EntrySize / FatLimits.SectorSize;

    public uint RootStart => ReservedSectors + (FatLimits.FatCopies * FatSectors);

    public uint DataStart => RootStart + RootSectors;

    public uint ClusterCount => (TotalSectors - DataStart) / SectorsPerCluster;

    public uint ClusterSize => SectorsPerCluster * FatLimits.SectorSize;

    public long Length => (long)TotalSectors * FatLimits.SectorSize;

    public long PositionOf(uint cluster) => (DataStart + ((long)(cluster - FatLimits.FirstCluster) * SectorsPerCluster)) * FatLimits.SectorSize;

    /// <summary>The smallest file system with room for the chains and a twentieth more.</summary>
    /// <param name="chains">Bytes of every file and directory but the root.</param>
    /// <param name="rootEntries">Entries of the root directory.</param>
    /// <param name="minimumLength">Bytes that the image has at least.</param>
    /// <returns>Null when none is large enough.</returns>
    public static FatGeometry? Smallest(IReadOnlyCollection<long> chains, uint rootEntries, long minimumLength)
    {
        FatGeometry? best = null;
        for (uint sectors = 1; sectors <= 64; sectors *= 2)
        {
            long clusterSize = sectors * FatLimits.SectorSize;
            long used = chains.Sum(length => Alignment.Units(length, clusterSize));
            foreach (FatType type in (ReadOnlySpan<FatType>)[FatType.Fat12, FatType.Fat16, FatType.Fat32])
            {
                long root = type == FatType.Fat32 ? Alignment.Units(rootEntries * (long)FatLimits.EntrySize, clusterSize) : 0;
                long needed = used + root;
                needed += Alignment.Units(needed, 20);
                if (Fit(type, sectors, needed, rootEntries, minimumLength) is { } found && (best is null || found.TotalSectors < best.TotalSectors))
                    best = found;
            }
        }

        return best;
    }

    private static FatGeometry? Fit(FatType type, uint sectorsPerCluster, long clusters, uint rootEntries, long minimumLength)
    {
        (long least, long most) = Safe(type);
        clusters = Math.Max(clusters, least);
        long fixedEntries = type == FatType.Fat32 ? 0 : Math.Max(FatLimits.RootEntries, Alignment.Up(rootEntries, 16u));
        long reserved = type == FatType.Fat32 ? FatLimits.Fat32ReservedSectors : 1;
        long rootSectors = fixedEntries * FatLimits.EntrySize / FatLimits.SectorSize;
        long minimum = Alignment.Units(minimumLength, FatLimits.SectorSize);
        if (clusters > most || fixedEntries > ushort.MaxValue)
            return null;
        for (long table = TableSectors(type, clusters); ;)
        {
            long start = reserved + (FatLimits.FatCopies * table) + rootSectors;
            long total = Alignment.Up(Math.Max(start + (clusters * sectorsPerCluster), minimum), FatLimits.TotalAlignment);
            long count = (total - start) / sectorsPerCluster;
            if (TableSectors(type, count) <= table)
            {
                return count > most || total * FatLimits.SectorSize > FatLimits.MaxImageLength
                    ? null
                    : new FatGeometry(type, sectorsPerCluster, (uint)reserved, (uint)table, (uint)fixedEntries, (uint)total);
            }

            table = TableSectors(type, count);
        }
    }

    /// <summary>Cluster counts well inside a type: some systems count a few more or less than others and then see another type.</summary>
    private static (long Least, long Most) Safe(FatType type) => type switch
    {
        FatType.Fat12 => (32, FatLimits.Fat12End - 85),
        FatType.Fat16 => (FatLimits.Fat12End + 115, FatLimits.Fat16End - 525),
        FatType.Fat32 => (FatLimits.Fat16End + 475, 0x0FFFFFF0),
    };

    private static long TableSectors(FatType type, long clusters) =>
        Alignment.Units((clusters + FatLimits.FirstCluster) * (int)type, 8 * FatLimits.SectorSize);
}
