using System.Buffers.Binary;
using Clu.Binary;
using Clu.Images.Trees;

namespace Clu.Images.Fat;

/// <summary>
/// Writes a tree as a FAT file system, the form of an EFI system partition. The image is the smallest FAT12, FAT16 or FAT32 with room for the
/// files and a twentieth more, a multiple of 16 KiB long, and a function of its arguments. Modes are not kept.
/// </summary>
/// <remarks>Layout: <c>docs/formats/fat.md</c>.</remarks>
public static class FatWriter
{
    private const uint Media = 0xF8;

    /// <summary>Writes one image.</summary>
    /// <param name="root">Files and directories; no links.</param>
    /// <param name="options">Label, times and size.</param>
    /// <exception cref="CluException">CLU0210: a name cannot stand in the image. CLU0211: a file or the whole is too large, or there is a link.</exception>
    /// <exception cref="ArgumentException">The label or the time cannot be stored.</exception>
    public static byte[] Write(ImageDirectory root, FatOptions options)
    {
        FatNode top = FatNode.Root(root);
        FatTimestamp time = FatTimestamp.From(options.Time);
        byte[] label = FatBootSector.Label(options.Label);
        uint rootEntries = (uint)top.ChildEntries + 1;
        long[] chains = [.. top.Descendants.Select(node => node.ChainLength)];
        FatGeometry geometry = FatGeometry.Smallest(chains, rootEntries, options.MinimumSize) ?? throw ImageErrors.FatTooLarge(chains.Sum());

        byte[] image = new byte[geometry.Length];
        FatBootSector.Write(image, geometry, options);
        uint[] table = Allocate(top, geometry, rootEntries, out uint used);
        WriteTables(image, geometry, table);
        if (geometry.Type == FatType.Fat32)
            FatBootSector.WriteFat32Rest(image, geometry.ClusterCount - used, FatLimits.FirstCluster + used);

        long rootPosition = geometry.Type == FatType.Fat32 ? geometry.PositionOf(top.Cluster) : (long)geometry.RootStart * FatLimits.SectorSize;
        FatEntries entries = new(image.AsSpan((int)rootPosition), time);
        entries.Label(label);
        foreach (FatNode child in top.Children)
            entries.Add(child);
        WriteChildren(image, geometry, top, parentCluster: 0, time);
        return image;
    }

    /// <summary>Gives every node the next free clusters, parents before children, so that every chain is one run.</summary>
    private static uint[] Allocate(FatNode top, FatGeometry geometry, uint rootEntries, out uint used)
    {
        uint[] table = new uint[geometry.ClusterCount + FatLimits.FirstCluster];
        uint next = FatLimits.FirstCluster;
        table[0] = 0xFFFFFF00 | Media;
        table[1] = uint.MaxValue;
        if (geometry.Type == FatType.Fat32)
            top.Cluster = Chain(rootEntries * (long)FatLimits.EntrySize);
        foreach (FatNode node in top.Descendants)
            node.Cluster = Chain(node.ChainLength);
        used = next - FatLimits.FirstCluster;
        return table;

        uint Chain(long length)
        {
            if (length == 0)
                return 0;
            uint first = next;
            next += (uint)Alignment.Units(length, geometry.ClusterSize);
            for (uint cluster = first; cluster < next - 1; cluster++)
                table[cluster] = cluster + 1;
            table[next - 1] = uint.MaxValue;
            return first;
        }
    }

    private static void WriteTables(byte[] image, FatGeometry geometry, uint[] table)
    {
        int length = (int)geometry.FatSectors * FatLimits.SectorSize;
        Span<byte> first = image.AsSpan((int)geometry.ReservedSectors * FatLimits.SectorSize, length);
        for (int i = 0; i < table.Length; i++)
        {
            switch (geometry.Type)
            {
                case FatType.Fat12:
                    int at = i * 3 / 2;
                    int both = BinaryPrimitives.ReadUInt16LittleEndian(first[at..]);
                    int entry = (int)(table[i] & 0xFFF);
                    both |= i % 2 == 0 ? entry : entry << 4;
                    BinaryPrimitives.WriteUInt16LittleEndian(first[at..], (ushort)both);
                    break;
                case FatType.Fat16:
                    BinaryPrimitives.WriteUInt16LittleEndian(first[(i * 2)..], (ushort)table[i]);
                    break;
                case FatType.Fat32:
                    BinaryPrimitives.WriteUInt32LittleEndian(first[(i * 4)..], table[i] & 0x0FFFFFFF);
                    break;
            }
        }

        first.CopyTo(image.AsSpan(((int)geometry.ReservedSectors * FatLimits.SectorSize) + length));
    }

    private static void WriteChildren(byte[] image, FatGeometry geometry, FatNode directory, uint parentCluster, FatTimestamp time)
    {
        foreach (FatNode child in directory.Children)
        {
            int position = child.Cluster == 0 ? 0 : (int)geometry.PositionOf(child.Cluster);
            if (child.Source is ImageFile file)
            {
                using MemoryStream place = new(image, position, (int)child.FileLength);
                ExactCopy.Copy(file.Content, place);
                continue;
            }

            FatEntries entries = new(image.AsSpan(position), time);
            entries.Dots(child.Cluster, parentCluster);
            foreach (FatNode grandchild in child.Children)
                entries.Add(grandchild);
            WriteChildren(image, geometry, child, child.Cluster, time);
        }
    }
}
