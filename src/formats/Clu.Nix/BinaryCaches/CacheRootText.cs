using System.Text;
using Clu.Binary;
using Clu.Nix.StorePaths;

namespace Clu.Nix.BinaryCaches;

/// <summary>
/// A root of a binary cache, <c>roots/NAME</c>: store paths, a line each, that are to be kept with all that they refer to. It is clu's own; Nix never
/// looks at it. See <c>docs/formats/binary-cache.md</c>.
/// </summary>
public static class CacheRootText
{
    /// <summary>Bytes of a file at most; 12,000 paths fit.</summary>
    public const int MaxLength = 1 << 20;

    private const string Format = "root of a cache";

    /// <summary>Writes it; in byte order, each path once.</summary>
    /// <param name="paths">At least one.</param>
    /// <param name="directory">Where they lie.</param>
    public static byte[] Write(IEnumerable<StorePath> paths, StoreDirectory directory) =>
        Encoding.UTF8.GetBytes(string.Concat(paths.Distinct().Order().Select(path => $"{directory.Print(path)}\n")));

    /// <summary>Reads it; lines may stand in any order.</summary>
    /// <param name="text">The whole file.</param>
    /// <param name="directory">Where the paths must lie.</param>
    /// <exception cref="MalformedDataException">A line is no store path, the last one is not ended, there is none, or the text is too long.</exception>
    public static IReadOnlyList<StorePath> Read(ReadOnlySpan<byte> text, StoreDirectory directory)
    {
        if (text.Length > MaxLength)
            throw new MalformedDataException(Format, MaxLength, "text", MalformedReason.LimitExceeded, $"at most {MaxLength} bytes", "more");
        List<StorePath> paths = [];
        for (int at = 0; at < text.Length;)
        {
            int length = text[at..].IndexOf((byte)'\n');
            if (length < 0)
                throw new MalformedDataException(Format, text.Length, "line", MalformedReason.Truncated, "a line feed", "the end");
            string line = Encoding.Latin1.GetString(text.Slice(at, length));
            if (!directory.TryParse(line, out StorePath? path))
                throw new MalformedDataException(Format, at, "line", MalformedReason.InvalidValue, $"a path in {directory}", StorePath.Shown(line));
            paths.Add(path);
            at += length + 1;
        }

        return paths.Count > 0 ? paths : throw new MalformedDataException(Format, 0, "text", MalformedReason.Truncated, "a store path", "nothing");
    }
}
