using System.Globalization;
using System.Text;

namespace Clu.Images.Fat;

/// <summary>The eleven bytes that every entry has: eight of a base and three of an extension, padded with spaces.</summary>
internal static class FatShortName
{
    private const string Symbols = "$%'-_@~`!(){}^#&";
    private const int BaseLength = 8;

    /// <summary>The name itself, if it is upper case and short enough to need no long name; otherwise null.</summary>
    public static byte[]? Exact(string name)
    {
        int dot = name.IndexOf('.', StringComparison.Ordinal);
        string stem = dot < 0 ? name : name[..dot];
        string extension = dot < 0 ? "" : name[(dot + 1)..];
        bool fits = stem.Length is > 0 and <= BaseLength && extension.Length <= 3 && (dot < 0 || extension.Length > 0)
            && stem.All(IsPlain) && extension.All(IsPlain);
        return fits ? Bytes(stem, extension) : null;
    }

    /// <summary>A short name that is not taken yet, made of a long one.</summary>
    public static byte[] Alias(string name, IReadOnlySet<string> taken)
    {
        string trimmed = name.TrimStart('.');
        int dot = trimmed.LastIndexOf('.');
        string stem = Clean(dot < 0 ? trimmed : trimmed[..dot]);
        string extension = Clean(dot < 0 ? "" : trimmed[(dot + 1)..]);
        extension = extension[..Math.Min(3, extension.Length)];
        for (int number = 1; ; number++)
        {
            string tail = "~" + number.ToString(CultureInfo.InvariantCulture);
            byte[] alias = Bytes(stem[..Math.Min(stem.Length, BaseLength - tail.Length)] + tail, extension);
            if (!taken.Contains(Key(alias)))
                return alias;
        }
    }

    /// <summary>What makes short names equal.</summary>
    public static string Key(byte[] shortName) => Encoding.ASCII.GetString(shortName);

    /// <summary>The sum by which long entries find their short one (page 28).</summary>
    public static byte Checksum(ReadOnlySpan<byte> shortName)
    {
        byte sum = 0;
        foreach (byte b in shortName)
            sum = (byte)(byte.RotateRight(sum, 1) + b);
        return sum;
    }

    private static string Clean(string text) =>
        string.Concat(text.ToUpperInvariant().Where(c => c is not (' ' or '.')).Select(c => IsPlain(c) ? c : '_'));

    private static bool IsPlain(char c) => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c) || Symbols.Contains(c, StringComparison.Ordinal);

    private static byte[] Bytes(string stem, string extension) => Encoding.ASCII.GetBytes(stem.PadRight(BaseLength) + extension.PadRight(3));
}
