using Clu.Binary;
using Clu.Images.Iso9660.Structures;
using Clu.Images.Trees;

namespace Clu.Images.Iso9660.Writing;

/// <summary>One view of the tree with its descriptor, path tables and directories: the plain one with Rock Ridge, or Joliet's.</summary>
internal sealed class Hierarchy
{
    private readonly FileSet _files;
    private readonly byte[] _time;
    private readonly bool _joliet;

    public Hierarchy(ImageDirectory tree, FileSet files, byte[] time, bool joliet)
    {
        _files = files;
        _time = time;
        _joliet = joliet;
        Directories = PlannedDirectory.Plan(tree, joliet ? new JolietNaming() : new PlainNaming());
        PathTableLength = PathTable.Length(Directories);
        foreach (PlannedDirectory directory in Directories)
        {
            DirectoryListing listing = Measure(directory);
            directory.RecordSectors = directory.Length / Iso9660Limits.SectorSize;
            directory.ContinuationSectors = listing.ContinuationSectors;
        }
    }

    public IReadOnlyList<PlannedDirectory> Directories { get; }

    private uint PathTableLength { get; }

    private uint LittleEndianPathTable { get; set; }

    private uint BigEndianPathTable { get; set; }

    private uint PathTableSectors => Alignment.Units(PathTableLength, (uint)Iso9660Limits.SectorSize);

    /// <summary>Gives path tables and directories their places.</summary>
    public void Place(ref uint next)
    {
        LittleEndianPathTable = next;
        BigEndianPathTable = next + PathTableSectors;
        next += 2 * PathTableSectors;
        foreach (PlannedDirectory directory in Directories)
        {
            directory.Sector = next;
            next += directory.RecordSectors + directory.ContinuationSectors;
        }
    }

    /// <summary>Measures again when all files have their places: a produced file may have fewer sections than were kept.</summary>
    public void Settle()
    {
        foreach (PlannedDirectory directory in Directories)
            Measure(directory);
    }

    /// <summary>Writes path tables and directories, after <see cref="Settle"/>.</summary>
    public void Write(SectorOutput output)
    {
        output.Write(LittleEndianPathTable, PathTable.Write(Directories, bigEndian: false));
        output.Write(BigEndianPathTable, PathTable.Write(Directories, bigEndian: true));
        foreach (PlannedDirectory directory in Directories)
        {
            DirectoryListing listing = DirectoryListing.Make(directory, _files, _time, !_joliet);
            output.Write(directory.Sector, listing.Records);
            output.Write(directory.ContinuationSector, listing.Continuation);
        }
    }

    public VolumeDescriptor Describe(Iso9660Options options, uint volumeSectors) => new()
    {
        Joliet = _joliet,
        Label = options.Label.Text,
        VolumeSectors = volumeSectors,
        PathTableLength = PathTableLength,
        LittleEndianPathTable = LittleEndianPathTable,
        BigEndianPathTable = BigEndianPathTable,
        Root = new DirectoryRecord
        {
            Sector = Directories[0].Sector,
            Length = Directories[0].Length,
            Time = _time,
            Flags = RecordFlags.Directory,
            Identifier = DirectoryRecord.Self,
        },
        Publisher = options.Publisher,
        Preparer = options.Preparer,
        Application = options.Application,
        Time = options.VolumeTime,
    };

    private DirectoryListing Measure(PlannedDirectory directory)
    {
        DirectoryListing listing = DirectoryListing.Make(directory, _files, _time, !_joliet);
        directory.Length = (uint)listing.Records.Length;
        return listing;
    }
}
