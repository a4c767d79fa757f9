using Clu.Binary;
using Clu.Nix.StorePaths;

namespace Clu.Nix.Signatures;

/// <summary>
/// The form that keys and signatures share: a name, a colon and bytes in base 64. As lenient as Nix, which needs no padding; stricter in
/// the name, which cannot have white space because signatures stand in lists that are split at it.
/// </summary>
internal static class NamedBytes
{
    public static (string Name, byte[] Bytes) Parse(string text, int length, string format)
    {
        int colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon <= 0 || text.AsSpan(0, colon).ContainsAny(" \t\r\n\0"))
            throw new MalformedDataException(format, 0, "name", MalformedReason.InvalidValue, "a name without white space and a colon", StorePath.Shown(text));
        string digits = text[(colon + 1)..];
        byte[] bytes = new byte[length];
        string padded = digits.PadRight((length + 2) / 3 * 4, '=');
        if (padded.AsSpan().ContainsAny(" \t\r\n") || !Convert.TryFromBase64String(padded, bytes, out int written) || written != length)
            throw new MalformedDataException(format, colon + 1, "bytes", MalformedReason.InvalidValue, $"{length} bytes in base 64", StorePath.Shown(digits));
        return (text[..colon], bytes);
    }

    public static string Print(string name, ReadOnlySpan<byte> bytes) => $"{name}:{Convert.ToBase64String(bytes)}";
}
