using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Clu.Binary;
using Clu.Nix.Hashing;

namespace Clu.Nix.Bundles;

/// <summary>
/// The text of a list of parts: what <c>sha256sum</c> prints and <c>sha256sum --check</c> reads, and what clu needs besides in lines that
/// it passes over. A list has exactly one text. See <c>docs/formats/bundle.md</c>.
/// </summary>
public static partial class BundlePartsText
{
    private const string First = "# clu bundle in parts, version 1; cat joins them";

    /// <summary>Writes it.</summary>
    public static byte[] Write(BundleParts parts)
    {
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"{First}\n# size {parts.Size}, each {parts.PartSize}\n");
        foreach (BundlePart part in parts.Parts)
            text.Append(CultureInfo.InvariantCulture, $"# head {part.Head.Digits(HashEncoding.Base16)}\n{part.Content.Digits(HashEncoding.Base16)}  {part.Name}\n");
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    /// <summary>Reads a whole list, or nothing of it.</summary>
    /// <exception cref="MalformedDataException">It is not what <see cref="Write"/> makes of any list.</exception>
    public static BundleParts Read(ReadOnlySpan<byte> text)
    {
        if (text.Length > BundleLimits.MaxPartsLength)
            throw BundleParts.Malformed("text", MalformedReason.LimitExceeded, $"at most {BundleLimits.MaxPartsLength} bytes", "more");
        string[] lines = Encoding.UTF8.GetString(text).Split('\n');
        if (lines[0] != First)
            throw BundleParts.Malformed("first line", MalformedReason.Unsupported, $"'{First}'", StorePaths.StorePath.Shown(lines[0]), 0);
        if (lines.Length < 5 || lines[^1].Length > 0 || lines.Length % 2 == 0)
            throw BundleParts.Malformed("text", MalformedReason.Truncated, "two lines for each part", "another count", text.Length);
        Match sizes = SizesLine().Match(lines[1]);
        long size = Number(sizes, 1, lines[1]), each = Number(sizes, 2, lines[1]);
        List<BundlePart> list = [];
        long left = size;
        for (int at = 2; at + 1 < lines.Length; at += 2)
        {
            Match head = HeadLine().Match(lines[at]), sum = SumLine().Match(lines[at + 1]);
            if (!head.Success || !sum.Success)
                throw BundleParts.Malformed("part", MalformedReason.InvalidValue, "its head and its sum", StorePaths.StorePath.Shown(head.Success ? lines[at + 1] : lines[at]));
            list.Add(new BundlePart(sum.Groups[2].Value, Math.Min(left, each), Digits(head.Groups[1]), Digits(sum.Groups[1])));
            left = Math.Max(0, left - each);
        }

        BundleParts parts = new(size, each, list);
        return text.SequenceEqual(Write(parts))
            ? parts
            : throw BundleParts.Malformed("text", MalformedReason.InvalidValue, "the one text of these parts", "another");
    }

    private static Hash Digits(Group digits) => new(HashAlgorithm.Sha256, Convert.FromHexString(digits.Value));

    private static long Number(Match match, int group, string line) =>
        match.Success && long.TryParse(match.Groups[group].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out long number)
            ? number
            : throw BundleParts.Malformed("size", MalformedReason.InvalidValue, "'# size BYTES, each BYTES'", StorePaths.StorePath.Shown(line));

    [GeneratedRegex("^# size ([0-9]{1,19}), each ([0-9]{1,19})$")]
    private static partial Regex SizesLine();

    [GeneratedRegex("^# head ([0-9a-f]{64})$")]
    private static partial Regex HeadLine();

    // sha256sum writes names with a backslash or a line feed otherwise; a bundle is not called so.
    [GeneratedRegex(@"^([0-9a-f]{64})  ([^/\\\x00-\x1F\x7F]{1,255})$")]
    private static partial Regex SumLine();
}
