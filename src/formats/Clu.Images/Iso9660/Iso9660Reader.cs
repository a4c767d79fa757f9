using Clu.Binary;
using Clu.Images.Gpt;
using Clu.Images.Iso9660.Reading;
using Clu.Images.Mbr;
using Clu.Images.Trees;

namespace Clu.Images.Iso9660;

/// <summary>
/// Reads ISO 9660 images, strictly: every length is checked against the image before it is used. Names, modes and links come from Rock Ridge where the
/// image has it, else names are the plain ones. Directories are read when asked for, so memory does not grow with the image.
/// </summary>
/// <remarks>What is refused and why: <c>docs/formats/iso9660.md</c>. After an exception the reader must be abandoned.</remarks>
public sealed class Iso9660Reader
{
    internal const string Format = "ISO 9660";

    private Iso9660Reader(DescriptorReader descriptors, Iso9660Directory root, bool rockRidge)
    {
        Label = descriptors.Label;
        VolumeLength = (long)descriptors.VolumeSectors * Iso9660Limits.SectorSize;
        VolumeTime = descriptors.Modified;
        Publisher = descriptors.Publisher;
        Application = descriptors.Application;
        HasJoliet = descriptors.HasJoliet;
        HasRockRidge = rockRidge;
        Root = root;
    }

    /// <summary>Volume label; other tools allow more than <see cref="VolumeLabel"/>.</summary>
    public string Label { get; }

    /// <summary>Bytes of the ISO file system; appended partitions are behind it.</summary>
    public long VolumeLength { get; }

    /// <summary>Modification of the volume, by which Linux makes its UUID; null when not set.</summary>
    public DateTimeOffset? VolumeTime { get; }

    /// <summary>Who publishes the medium.</summary>
    public string Publisher { get; }

    /// <summary>What made the medium.</summary>
    public string Application { get; }

    /// <summary>Whether there is a hierarchy for Windows.</summary>
    public bool HasJoliet { get; }

    /// <summary>Whether names, modes and links are POSIX's.</summary>
    public bool HasRockRidge { get; }

    /// <summary>The root directory.</summary>
    public Iso9660Directory Root { get; }

    /// <summary>Boot images in the order of the catalog; empty without one.</summary>
    public IReadOnlyList<ElToritoEntry> BootEntries { get; private init; } = [];

    /// <summary>The boot sector; null without one.</summary>
    public MasterBootRecord? BootRecord { get; private init; }

    /// <summary>The GUID partition table; null without one.</summary>
    public GptTable? Partitions { get; private init; }

    /// <summary>Opens an image.</summary>
    /// <param name="image">The image from its first byte; must seek, and stay open as long as files are read. Not disposed.</param>
    /// <exception cref="MalformedDataException">It is no ISO image, or cut off, or damaged in descriptors, boot catalog or partition table.</exception>
    public static Iso9660Reader Open(Stream image)
    {
        ImageSource source = new(image);
        DescriptorReader descriptors = DescriptorReader.Read(source);
        source.Check(0, (long)descriptors.VolumeSectors * Iso9660Limits.SectorSize, "volume space size");
        DirectoryReader directories = new(source);
        Iso9660Directory root = directories.Root(descriptors.Root.Sector, descriptors.Root.Length);
        byte[] first = new byte[MasterBootRecord.Size];
        source.Read(0, first, "boot sector");
        return new Iso9660Reader(descriptors, root, directories.HasRockRidge)
        {
            BootEntries = descriptors.BootCatalog is { } catalog ? ElToritoReader.Read(source, catalog) : [],
            BootRecord = MasterBootRecord.Read(first),
            Partitions = GptReader.Read(image),
        };
    }

    /// <summary>Reads the whole tree; contents of files stay in the image. Owners, times and special files are left out.</summary>
    /// <exception cref="MalformedDataException">A directory breaks the format, or is in two places.</exception>
    public ImageDirectory ReadTree() => Read(Root, []);

    private static ImageDirectory Read(Iso9660Directory directory, HashSet<uint> seen)
    {
        if (!seen.Add(directory.Sector))
        {
            throw new MalformedDataException(
                Format, (long)directory.Sector * Iso9660Limits.SectorSize, "location of extent", MalformedReason.Inconsistent,
                "each directory in one place", "a second one");
        }

        ImageDirectory tree = new(directory.Permissions);
        foreach ((FileName name, Iso9660Node node) in directory.Entries())
        {
            switch (node)
            {
                case Iso9660Directory child:
                    tree.Add(name, Read(child, seen));
                    break;
                case Iso9660File file:
                    tree.Add(name, new ImageFile(file, file.Permissions));
                    break;
                case Iso9660Symlink link:
                    tree.Add(name, new ImageSymlink(link.Target));
                    break;
            }
        }

        return tree;
    }
}
