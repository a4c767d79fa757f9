using System.Globalization;
using System.Text;
using Clu.Binary;
using Clu.Nix.NarInfos;
using Clu.Nix.StorePaths;

namespace Clu.Nix.Bundles;

/// <summary>
/// The text of a bundle's index: lines of <c>Field: value</c>, then after an empty line each the narinfo of every object, and their count. An index
/// has exactly one text. See <c>docs/formats/bundle.md</c>.
/// </summary>
public static class BundleIndexText
{
    private const string Version = "1";

    /// <summary>Writes it.</summary>
    public static byte[] Write(BundleIndex index)
    {
        using MemoryStream text = new();
        StringBuilder head = new();
        head.Append(CultureInfo.InvariantCulture, $"Bundle: {Version}\n");
        head.Append(CultureInfo.InvariantCulture, $"StoreDir: {index.StoreDirectory}\n");
        if (index.BaseName is { } name)
            head.Append(CultureInfo.InvariantCulture, $"BaseName: {name}\n");
        foreach (StorePath root in index.Roots)
            head.Append(CultureInfo.InvariantCulture, $"Root: {root}\n");
        foreach (StorePath needed in index.Base)
            head.Append(CultureInfo.InvariantCulture, $"Base: {needed}\n");
        text.Write(Encoding.UTF8.GetBytes(head.ToString()));
        foreach (NarInfo info in index.Objects)
        {
            text.Write("\n"u8);
            text.Write(NarInfoText.Write(info, index.StoreDirectory));
        }

        text.Write(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"\nEnd: {index.Objects.Count}\n")));
        return text.ToArray();
    }

    /// <summary>Reads a whole index, or nothing of it.</summary>
    /// <exception cref="MalformedDataException">It is not what <see cref="Write"/> makes of any index.</exception>
    public static BundleIndex Read(ReadOnlySpan<byte> text)
    {
        if (text.Length > BundleLimits.MaxIndexLength)
            throw Malformed(0, "text", MalformedReason.LimitExceeded, $"at most {BundleLimits.MaxIndexLength} bytes", "more");
        int end = EndOfBlock(text, 0);
        BundleIndexHead head = BundleIndexHead.Read(text[..end]);
        List<NarInfo> objects = [];
        while (end < text.Length)
        {
            int at = end + 1;
            end = EndOfBlock(text, at);
            // The last block is the end line, which says that nothing was cut off; what it says is compared below.
            if (end < text.Length || !text[at..].StartsWith("End: "u8))
                objects.Add(NarInfoText.Read(text[at..end], head.Directory));
        }

        BundleIndex index = new(head.Roots, objects) { StoreDirectory = head.Directory, BaseName = head.BaseName };
        CheckSizes(index);
        byte[] canonical = Write(index);
        int same = text.CommonPrefixLength(canonical);
        return same == text.Length && same == canonical.Length
            ? index
            : throw Malformed(same, "text", MalformedReason.InvalidValue, $"'{Around(canonical, same)}'", $"'{Around(text, same)}'");
    }

    private static MalformedDataException Malformed(long offset, string field, MalformedReason reason, string expected, string actual) =>
        BundleIndex.Malformed(offset, field, reason, expected, actual);

    /// <summary>Where the empty line is that ends a block; the text's end for the last one.</summary>
    private static int EndOfBlock(ReadOnlySpan<byte> text, int start)
    {
        int length = text[start..].IndexOf("\n\n"u8);
        return length < 0 ? text.Length : start + length + 1;
    }

    /// <summary>Sums are shown, and space is reserved by them.</summary>
    private static void CheckSizes(BundleIndex index)
    {
        Int128 nars = 0, files = 0;
        foreach (NarInfo info in index.Objects)
        {
            nars += info.Object.NarSize;
            files += info.FileSize!.Value;
        }

        if (nars > long.MaxValue || files > long.MaxValue)
            throw Malformed(-1, "NarSize", MalformedReason.LimitExceeded, "sizes that can be added up", "more");
    }

    private static string Around(ReadOnlySpan<byte> text, int at)
    {
        ReadOnlySpan<byte> rest = text[at..];
        int end = rest.IndexOf((byte)'\n');
        return Encoding.UTF8.GetString(rest[..Math.Min(end < 0 ? rest.Length : end, 60)]);
    }
}
