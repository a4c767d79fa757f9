using System.Formats.Tar;
using CliWrap;
using Clu.Binary;
using Clu.Images.Trees;

namespace Clu.Systems.Debian;

/// <summary>The files of a package as a tree. Contents stay in an uncompressed archive on disk until they are read.</summary>
internal static class PackageTree
{
    /// <summary>Adds a package's files to a tree.</summary>
    /// <param name="into">Where they go; directories are merged.</param>
    /// <param name="package">Path of the package file.</param>
    /// <param name="archive">Path of the archive to make; must stay until the tree was used.</param>
    /// <param name="cancel">Stops it.</param>
    /// <exception cref="CluException">CLU0431: the package is broken, or holds what a store object cannot.</exception>
    public static async Task AddAsync(ImageDirectory into, string package, string archive, CancellationToken cancel)
    {
        AptCommand dpkg = new(new Dictionary<string, string?> { ["LC_ALL"] = "C.UTF-8" }, Path.GetDirectoryName(archive)!);
        await dpkg.ToFileAsync("dpkg-deb", ["--fsys-tarfile", package], archive, cancel).ConfigureAwait(false);
        string name = Path.GetFileName(package);
        try
        {
            using FileStream file = File.OpenRead(archive);
            using TarReader reader = new(file);
            while (await reader.GetNextEntryAsync(copyData: false, cancel).ConfigureAwait(false) is { } entry)
                AddEntry(into, entry, archive, name);
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException or FormatException)
        {
            throw DebianErrors.BrokenPackage(name, $"does not hold a readable archive: {e.Message}");
        }
    }

    private static void AddEntry(ImageDirectory root, TarEntry entry, string archive, string package)
    {
        FileName[] path = Split(entry.Name, package);
        if (entry.EntryType == TarEntryType.Directory)
        {
            Open(root, path, package);
            return;
        }

        if (path.Length == 0)
            throw DebianErrors.BrokenPackage(package, "says that its root is no directory");
        ImageNode node = entry.EntryType switch
        {
            TarEntryType.RegularFile or TarEntryType.V7RegularFile => Regular(entry, archive),
            TarEntryType.SymbolicLink => new ImageSymlink(entry.LinkName),
            TarEntryType.HardLink => Linked(root, Split(entry.LinkName, package))
                ?? throw DebianErrors.BrokenPackage(package, $"links '{entry.Name}' to '{entry.LinkName}', which is no file before it"),
            TarEntryType kind => throw DebianErrors.BrokenPackage(package, $"holds '{entry.Name}' of kind {kind}, which a store object cannot hold"),
        };
        ImageDirectory parent = Open(root, path.AsSpan(..^1), package);
        if (parent.Find(path[^1]) is not null)
            throw DebianErrors.BrokenPackage(package, $"holds '{entry.Name}', which is there already");
        parent.Add(path[^1], node);
    }

    private static ImageFile Regular(TarEntry entry, string archive)
    {
        bool executable = entry.Mode.HasFlag(UnixFileMode.UserExecute);
        IFileContent content = entry.Length == 0 ? new MemoryContent(default) : new ArchiveContent(archive, entry.DataOffset, entry.Length);
        return new ImageFile(content, executable ? UnixPermissions.ReadOnlyExecutable : UnixPermissions.ReadOnly);
    }

    private static ImageFile? Linked(ImageDirectory root, FileName[] path)
    {
        ImageNode? at = root;
        foreach (FileName name in path)
            at = (at as ImageDirectory)?.Find(name);
        return at as ImageFile;
    }

    private static ImageDirectory Open(ImageDirectory root, ReadOnlySpan<FileName> path, string package)
    {
        ImageDirectory at = root;
        foreach (FileName name in path)
        {
            switch (at.Find(name))
            {
                case null:
                    ImageDirectory made = new();
                    at.Add(name, made);
                    at = made;
                    break;
                case ImageDirectory found:
                    at = found;
                    break;
                default:
                    throw DebianErrors.BrokenPackage(package, $"uses '{name}' as a directory, which is a file");
            }
        }

        return at;
    }

    private static FileName[] Split(string path, string package)
    {
        // U+FFFD stands where the reader met bytes that are no text: the name is lost.
        string[] parts = [.. path.Split('/').Where(part => part is not ("" or "."))];
        return parts.Contains("..") || path.Contains('\uFFFD') || parts.Any(part => System.Text.Encoding.UTF8.GetByteCount(part) > FileName.MaxLength)
            ? throw DebianErrors.BrokenPackage(package, $"holds the name '{path}', which clu does not take")
            : [.. parts.Select(FileName.From)];
    }
}
