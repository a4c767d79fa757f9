using Clu.Binary;
using Clu.Images.Trees;

namespace Clu.Images.Iso9660.Writing;

/// <summary>A directory of one hierarchy and its place.</summary>
internal sealed class PlannedDirectory
{
    private PlannedDirectory(ImageDirectory source, PlannedDirectory? parent, byte[] identifier, IReadOnlyList<NamedEntry> entries)
    {
        Source = source;
        Parent = parent ?? this;
        Identifier = identifier;
        Entries = entries;
    }

    public ImageDirectory Source { get; }

    /// <summary>The directory above; the root's is itself.</summary>
    public PlannedDirectory Parent { get; }

    public bool IsRoot => Parent == this;

    public byte[] Identifier { get; }

    public IReadOnlyList<NamedEntry> Entries { get; }

    /// <summary>Directories among <see cref="Entries"/>, in that order.</summary>
    public List<PlannedDirectory> Children { get; } = [];

    /// <summary>Number in the path table, from 1.</summary>
    public int Number { get; private init; }

    /// <summary>First sector.</summary>
    public uint Sector { get; set; }

    /// <summary>Bytes of its records; a multiple of a sector.</summary>
    public uint Length { get; set; }

    /// <summary>Sectors kept for records, enough for every length of produced files.</summary>
    public uint RecordSectors { get; set; }

    /// <summary>Sectors kept for the continuation area behind.</summary>
    public uint ContinuationSectors { get; set; }

    public uint ContinuationSector => Sector + RecordSectors;

    public uint LinkCount => 2 + (uint)Children.Count;

    public uint Mode => UnixFileType.ModeOf(Source);

    /// <summary>All directories of a tree in the order of the path table: by level, then by parent, then by identifier.</summary>
    public static IReadOnlyList<PlannedDirectory> Plan(ImageDirectory tree, INaming naming)
    {
        List<PlannedDirectory> all = [new(tree, null, Structures.DirectoryRecord.Self, naming.Name(tree)) { Number = 1 }];
        for (int i = 0; i < all.Count; i++)
        {
            PlannedDirectory parent = all[i];
            foreach (NamedEntry entry in parent.Entries)
            {
                if (entry.Node is not ImageDirectory source)
                    continue;
                PlannedDirectory child = new(source, parent, entry.Identifier, naming.Name(source)) { Number = all.Count + 1 };
                parent.Children.Add(child);
                all.Add(child);
            }
        }

        return all.Count > Iso9660Limits.MaxDirectories ? throw ImageErrors.IsoTooManyDirectories(all.Count) : all;
    }
}
