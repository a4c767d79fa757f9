using Clu.Binary;
using Clu.Images.Iso9660.Structures;
using Clu.Images.Trees;

namespace Clu.Images.Iso9660.Writing;

/// <summary>The records of one directory. Made twice: to learn its size, and again when all places are known.</summary>
internal sealed class DirectoryListing
{
    private readonly PlannedDirectory _directory;
    private readonly FileSet _files;
    private readonly byte[] _time;
    private readonly ContinuationArea? _area;
    private readonly List<byte> _records = [];

    private DirectoryListing(PlannedDirectory directory, FileSet files, byte[] time, bool rockRidge)
    {
        _directory = directory;
        _files = files;
        _time = time;
        _area = rockRidge ? new ContinuationArea(directory.ContinuationSector) : null;
    }

    /// <summary>The records: whole sectors.</summary>
    public byte[] Records => [.. _records];

    /// <summary>System use entries that did not fit; empty in a hierarchy without Rock Ridge.</summary>
    public byte[] Continuation => _area?.ToArray() ?? [];

    public uint ContinuationSectors => (uint)(_area?.Sectors ?? 0);

    public static DirectoryListing Make(PlannedDirectory directory, FileSet files, byte[] time, bool rockRidge)
    {
        DirectoryListing listing = new(directory, files, time, rockRidge);
        listing.Fill();
        return listing;
    }

    private void Fill()
    {
        IEnumerable<byte[]> first = _directory.IsRoot ? [RockRidge.SharingProtocol()] : [];
        IEnumerable<byte[]> last = _directory.IsRoot ? [RockRidge.ExtensionReference()] : [];
        Directory(DirectoryRecord.Self, _directory, first, last);
        Directory(DirectoryRecord.Parent, _directory.Parent, [], []);
        int child = 0;
        foreach (NamedEntry entry in _directory.Entries)
        {
            switch (entry.Node)
            {
                case ImageDirectory:
                    Directory(entry.Identifier, _directory.Children[child++], [], RockRidge.Name(entry.Name));
                    break;
                case ImageFile file:
                    File(entry, file);
                    break;
                case ImageSymlink link:
                    IEnumerable<byte[]> use = RockRidge.Attributes(UnixFileType.ModeOf(link), 1, _time);
                    Add(entry.Identifier, 0, 0, RecordFlags.None, [.. use, .. RockRidge.Name(entry.Name), .. RockRidge.Target(link)]);
                    break;
            }
        }

        PadSector();
    }

    private void Directory(byte[] identifier, PlannedDirectory target, IEnumerable<byte[]> first, IEnumerable<byte[]> last) =>
        Add(
            identifier, target.Sector, target.Length, RecordFlags.Directory,
            [.. first, .. RockRidge.Attributes(target.Mode, target.LinkCount, _time), .. last]);

    private void File(NamedEntry entry, ImageFile file)
    {
        IReadOnlyList<byte[]> use = [.. RockRidge.Attributes(UnixFileType.ModeOf(file), 1, _time), .. RockRidge.Name(entry.Name)];
        (uint Sector, uint Length)[] extents = [.. _files[file].Extents];
        for (int i = 0; i < extents.Length; i++)
            Add(entry.Identifier, extents[i].Sector, extents[i].Length, i < extents.Length - 1 ? RecordFlags.MultiExtent : RecordFlags.None, use);
    }

    private void Add(byte[] identifier, uint sector, uint length, RecordFlags flags, IReadOnlyList<byte[]> systemUse)
    {
        DirectoryRecord record = new()
        {
            Sector = sector,
            Length = length,
            Time = _time,
            Flags = flags,
            Identifier = identifier,
            SystemUse = _area?.Pack(systemUse, Iso9660Limits.MaxRecord - DirectoryRecord.SystemUseStart(identifier.Length)) ?? [],
        };
        // A record does not cross a sector (6.8.1.1).
        if ((_records.Count % Iso9660Limits.SectorSize) + record.Size > Iso9660Limits.SectorSize)
            PadSector();
        byte[] bytes = new byte[record.Size];
        record.Write(bytes);
        _records.AddRange(bytes);
    }

    private void PadSector() => _records.AddRange(new byte[Alignment.Up(_records.Count, Iso9660Limits.SectorSize) - _records.Count]);
}
