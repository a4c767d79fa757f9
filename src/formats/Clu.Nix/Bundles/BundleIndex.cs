using Clu.Binary;
using Clu.Nix.Hashing;
using Clu.Nix.NarInfos;
using Clu.Nix.StorePaths;

namespace Clu.Nix.Bundles;

/// <summary>What a bundle holds, and what must be where it is applied. See <c>docs/formats/bundle.md</c>.</summary>
public sealed class BundleIndex
{
    /// <summary>Its name in the bundle.</summary>
    public const string FileName = "bundle";

    /// <summary>Directories that Nix wants to make in any cache that lies in a folder, and cannot make in a mounted bundle; all empty.</summary>
    public static IReadOnlyList<string> EmptyDirectories { get; } = ["build-trace-v2", "log", "nar", "realisations"];

    private readonly Lazy<IReadOnlyList<StorePath>> _base;

    /// <summary>Makes an index.</summary>
    /// <param name="roots">What the bundle was made for; at least one.</param>
    /// <param name="objects">What it holds, in any order, each once.</param>
    /// <exception cref="MalformedDataException">An object comes twice, or its file is none of a bundle.</exception>
    public BundleIndex(IEnumerable<StorePath> roots, IEnumerable<NarInfo> objects)
    {
        Roots = [.. roots.Distinct().Order()];
        Objects = [.. objects.OrderBy(o => o.Object.Path)];
        if (Roots.Count == 0)
            throw Malformed(0, "Root", MalformedReason.Truncated, "at least one", "none");
        for (int i = 0; i < Objects.Count; i++)
            Check(Objects[i], i > 0 ? Objects[i - 1].Object.Path : null);
        _base = new(FindBase);
    }

    /// <summary>The store directory of all paths.</summary>
    public StoreDirectory StoreDirectory { get; init; } = StoreDirectory.Default;

    /// <summary>What its maker called the base; null when it has no name.</summary>
    public string? BaseName { get; init; }

    /// <summary>What the bundle was made for, in byte order.</summary>
    public IReadOnlyList<StorePath> Roots { get; }

    /// <summary>What it holds, in the order of the paths; size and hash of each file are known.</summary>
    public IReadOnlyList<NarInfo> Objects { get; }

    /// <summary>What must be there already, in byte order: all that objects refer to, and roots, that the bundle does not hold.</summary>
    public IReadOnlyList<StorePath> Base => _base.Value;

    /// <summary>Names the base by its content: SHA-256 of its paths' base names, a line each.</summary>
    public Hash BaseDigest => Hash.Of(HashAlgorithm.Sha256, System.Text.Encoding.ASCII.GetBytes(string.Concat(Base.Select(path => $"{path}\n"))));

    /// <summary>Bytes of all archives.</summary>
    public long NarSize => Objects.Sum(o => o.Object.NarSize);

    /// <summary>Bytes of all files.</summary>
    public long FileSize => Objects.Sum(o => o.FileSize!.Value);

    /// <summary>The name of an object's file.</summary>
    public static string FileOf(StorePath path, NarCompression compression) => $"{path.HashPart}.nar{compression.FileExtension()}";

    /// <summary>The name of what is known of an object.</summary>
    public static string InfoOf(StorePath path) => $"{path.HashPart}.narinfo";

    internal static MalformedDataException Malformed(long offset, string field, MalformedReason reason, string expected, string actual) =>
        new("bundle", offset, field, reason, expected, actual);

    private static void Check(NarInfo info, StorePath? before)
    {
        StorePath path = info.Object.Path;
        // Two objects of one hash part would share a file.
        if (before is not null && before.HashPart == path.HashPart)
            throw Malformed(-1, "StorePath", MalformedReason.Inconsistent, "each object once", $"'{path}' again");
        if (info.Url != FileOf(path, info.Compression))
            throw Malformed(-1, "URL", MalformedReason.InvalidValue, FileOf(path, info.Compression), StorePath.Shown(info.Url));
        if (info.FileSize is null || info.FileHash is not { Algorithm: HashAlgorithm.Sha256 })
            throw Malformed(-1, "FileHash", MalformedReason.InvalidValue, $"size and SHA-256 of the file of '{path}'", "none");
    }

    private IReadOnlyList<StorePath> FindBase()
    {
        HashSet<StorePath> needed = [.. Roots, .. Objects.SelectMany(o => o.Object.References)];
        needed.ExceptWith(Objects.Select(o => o.Object.Path));
        return [.. needed.Order()];
    }
}
