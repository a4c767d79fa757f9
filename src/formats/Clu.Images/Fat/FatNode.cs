using System.Text;
using System.Text.Unicode;
using Clu.Binary;
using Clu.Images.Trees;

namespace Clu.Images.Fat;

/// <summary>A file or directory with its FAT names; the root has none.</summary>
internal sealed class FatNode
{
    private const int UnitsPerEntry = 13;

    private FatNode(byte[] shortName, string? longName, ImageNode source)
    {
        ShortName = shortName;
        LongName = longName;
        Source = source;
    }

    public byte[] ShortName { get; }

    public string? LongName { get; }

    public ImageNode Source { get; }

    public IReadOnlyList<FatNode> Children { get; private set; } = [];

    public bool IsDirectory => Source is ImageDirectory;

    /// <summary>First cluster; 0 for an empty file.</summary>
    public uint Cluster { get; set; }

    public uint FileLength => Source is ImageFile file ? (uint)file.Content.Length : 0;

    /// <summary>Entries that this node takes in its directory.</summary>
    public int Entries => 1 + LongEntries;

    public int LongEntries => LongName is null ? 0 : Alignment.Units(LongName.Length, UnitsPerEntry);

    /// <summary>Entries of its children, without label, "." and "..".</summary>
    public int ChildEntries => Children.Sum(child => child.Entries);

    /// <summary>Bytes of its cluster chain, unless it is the root.</summary>
    public long ChainLength => IsDirectory ? (ChildEntries + 2L) * FatLimits.EntrySize : FileLength;

    /// <summary>Every node below, parents before children.</summary>
    public IEnumerable<FatNode> Descendants => Children.SelectMany(child => child.Descendants.Prepend(child));

    public static FatNode Root(ImageDirectory root) => new([], null, root) { Children = Name(root) };

    private static List<FatNode> Name(ImageDirectory directory)
    {
        Dictionary<string, FileName> seen = new(StringComparer.OrdinalIgnoreCase);
        HashSet<string> taken = [];
        foreach ((FileName name, ImageNode _) in directory.Entries)
        {
            string text = Check(name);
            if (!seen.TryAdd(text, name))
                throw ImageErrors.FatNameClash(seen[text], name);
            if (FatShortName.Exact(text) is { } exact)
                taken.Add(FatShortName.Key(exact));
        }

        List<FatNode> nodes = [];
        foreach ((FileName name, ImageNode source) in directory.Entries)
        {
            string text = name.ToString();
            byte[]? exact = FatShortName.Exact(text);
            byte[] shortName = exact ?? FatShortName.Alias(text, taken);
            taken.Add(FatShortName.Key(shortName));
            if (source is ImageSymlink)
                throw ImageErrors.FatLink(name);
            if (source is ImageFile { Content.Length: > FatLimits.MaxFileLength and long length })
                throw ImageErrors.FatFileTooLong(name, length);
            nodes.Add(new FatNode(shortName, exact is null ? text : null, source) { Children = source is ImageDirectory child ? Name(child) : [] });
        }

        return nodes;
    }

    private static string Check(FileName name)
    {
        if (!Utf8.IsValid(name.Span))
            throw ImageErrors.FatName(name, "it is not UTF-8");
        string text = Encoding.UTF8.GetString(name.Span);
        return text.FirstOrDefault(c => c < ' ' || "\"*:<>?\\|".Contains(c, StringComparison.Ordinal)) is char found and not '\0'
            ? throw ImageErrors.FatName(name, $"it has the character U+{(int)found:X4}")
            : text[^1] is ' ' or '.' ? throw ImageErrors.FatName(name, "it ends with a space or a dot") : text;
    }
}
