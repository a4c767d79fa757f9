using Clu.Binary;
using Clu.Nix.Bundles;
using Clu.Nix.Hashing;

namespace Clu.Stores.Bundles;

/// <summary>The bytes of a bundle: one file, or parts that may lie in several folders.</summary>
public sealed class BundleSource
{
    private readonly IReadOnlyList<string> _files;

    private BundleSource(string name, IReadOnlyList<string> files, BundleParts? parts)
    {
        Name = name;
        _files = files;
        Parts = parts;
    }

    /// <summary>For people: the file, or the list of the parts.</summary>
    public string Name { get; }

    /// <summary>The list of the parts; null for a bundle in one file.</summary>
    public BundleParts? Parts { get; }

    /// <summary>The files, in order.</summary>
    public IReadOnlyList<string> Files => _files;

    /// <summary>Finds the bundles that some words name. Parts of one bundle are one bundle, wherever they lie.</summary>
    /// <param name="words">Files: bundles, lists of parts, or parts, each beside its list or beside another file that is named.</param>
    /// <exception cref="CluException">CLU0301: a file cannot be read. CLU0771: a part is missing. CLU0772: a part is not what the list says. CLU0318: the list is malformed.</exception>
    public static IReadOnlyList<BundleSource> Find(IReadOnlyList<string> words)
    {
        string[] paths = [.. words.Select(Path.GetFullPath)];
        string[] folders = [.. paths.Select(path => Path.GetDirectoryName(path)!).Distinct()];
        List<BundleSource> sources = [];
        HashSet<string> lists = [];
        foreach (string path in paths)
        {
            if (ListOf(path, folders) is not { } list)
                sources.Add(new BundleSource(path, [path], null));
            else if (lists.Add(Path.GetFileName(list)))
                sources.Add(OfParts(list, folders));
        }

        return sources;
    }

    /// <summary>Finds one bundle.</summary>
    /// <exception cref="CluException">As <see cref="Find"/>.</exception>
    public static BundleSource Open(string path) => Find([path])[0];

    /// <summary>Opens the bytes, seekable; the caller disposes them.</summary>
    /// <exception cref="CluException">CLU0301: a file cannot be read.</exception>
    public Stream Open() => Parts is null ? SourceFile.Open(_files[0]) : new PartedStream(_files, Parts);

    /// <summary>The list that a file is, or that a part has; null for a bundle in one file.</summary>
    private static string? ListOf(string path, string[] folders)
    {
        if (path.EndsWith(BundleParts.Ending, StringComparison.Ordinal))
            return path;
        string stem = BundleParts.StemOf(path);
        if (stem == path)
            return null;
        string name = $"{Path.GetFileName(stem)}{BundleParts.Ending}";
        return folders.Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
    }

    private static BundleSource OfParts(string list, string[] folders)
    {
        BundleParts parts = ReadList(list);
        string[] files = [.. parts.Parts.Select(part => folders.Select(folder => Path.Combine(folder, part.Name)).FirstOrDefault(File.Exists)
            ?? throw StoreErrors.MissingPart(part.Name, parts.Parts.Count, list, folders))];
        for (int i = 0; i < files.Length; i++)
            CheckHead(parts, i, files[i], list);
        return new BundleSource(list, files, parts);
    }

    private static BundleParts ReadList(string list)
    {
        try
        {
            using FileStream file = SourceFile.Open(list);
            byte[] text = new byte[Math.Min(file.Length, BundleLimits.MaxPartsLength + 1)];
            file.ReadExactly(text);
            return BundlePartsText.Read(text);
        }
        catch (MalformedDataException e)
        {
            throw StoreErrors.MalformedEntry(list, e);
        }
    }

    /// <summary>A part is known by its beginning, before all of it is read.</summary>
    private static void CheckHead(BundleParts parts, int index, string file, string list)
    {
        using FileStream stream = SourceFile.Open(file);
        BundlePart wanted = parts.Parts[index];
        byte[] head = new byte[Math.Min(stream.Length, BundleLimits.HeadLength)];
        stream.ReadExactly(head);
        Hash found = Hash.Of(HashAlgorithm.Sha256, head);
        if (found != wanted.Head)
            throw StoreErrors.OtherPart(file, index + 1, parts.Parts.Index().FirstOrDefault(part => part.Item.Head == found) is { Item: not null } other ? other.Index + 1 : null, list);
        if (stream.Length != wanted.Length)
            throw StoreErrors.PartLength(file, index + 1, wanted.Length, stream.Length, list);
    }
}
