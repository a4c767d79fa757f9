using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using Clu.Binary;

namespace Clu.Nix.Hashing;

/// <summary>
/// Reads the text forms of a hash. Stricter than Nix in one place: what follows the padding of base 64 is refused, Nix ignores it.
/// As lenient as Nix in two: after <c>algorithm-</c> padding may be missing or too long, and unused bits of the last digit are dropped.
/// </summary>
internal static class HashText
{
    private const string Format = "hash";

    private static readonly SearchValues<char> _base64Digits =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/");

    private enum Flaw
    {
        Algorithm,
        MissingAlgorithm,
        OtherAlgorithm,
        Digits,
    }

    public static Hash Parse(string text, HashAlgorithm? assumed) =>
        TryParse(text, assumed, out Hash hash, out MalformedDataException? error) ? hash : throw error;

    public static bool TryParse(string text, HashAlgorithm? assumed, out Hash hash, [NotNullWhen(false)] out MalformedDataException? error)
    {
        Flaw? flaw = Read(text, assumed, out hash);
        error = flaw is null ? null : Describe(flaw.Value, text, assumed);
        return flaw is null;
    }

    private static Flaw? Read(ReadOnlySpan<char> text, HashAlgorithm? assumed, out Hash hash)
    {
        hash = default;
        int separator = text.IndexOfAny(':', '-');
        if (separator < 0)
            return assumed is { } known ? Digits(text, known, sri: false, out hash) : Flaw.MissingAlgorithm;
        if (!HashAlgorithms.TryFind(text[..separator], out HashAlgorithm algorithm))
            return Flaw.Algorithm;
        if (assumed is { } wanted && wanted != algorithm)
            return Flaw.OtherAlgorithm;
        return Digits(text[(separator + 1)..], algorithm, text[separator] == '-', out hash);
    }

    private static Flaw? Digits(ReadOnlySpan<char> digits, HashAlgorithm algorithm, bool sri, out Hash hash)
    {
        Span<byte> bytes = stackalloc byte[algorithm.Size()];
        bool valid =
            !sri && digits.Length == bytes.Length * 2 ? TryBase16(digits, bytes)
            : !sri && digits.Length == Nix32.EncodedLength(bytes.Length) ? Nix32.TryDecode(digits, bytes)
            : (sri || digits.Length == PaddedLength(bytes.Length)) && TryBase64(digits, bytes);
        hash = valid ? new Hash(algorithm, bytes) : default;
        return valid ? null : Flaw.Digits;
    }

    private static int PaddedLength(int byteCount) => (byteCount + 2) / 3 * 4;

    private static bool TryBase16(ReadOnlySpan<char> digits, Span<byte> bytes) =>
        Convert.FromHexString(digits, bytes, out _, out _) == OperationStatus.Done;

    private static bool TryBase64(ReadOnlySpan<char> text, Span<byte> bytes)
    {
        int expected = ((bytes.Length * 8) + 5) / 6;
        ReadOnlySpan<char> digits = text.TrimEnd('=');
        if (digits.Length != expected || digits.ContainsAnyExcept(_base64Digits))
            return false;
        // Decoded by hand in groups of six bits because the unused low bits of the last digit may be set.
        int bits = 0, held = 0, at = 0;
        foreach (char digit in digits)
        {
            bits = (bits << 6) | Base64Value(digit);
            held += 6;
            if (held < 8)
                continue;
            held -= 8;
            bytes[at++] = (byte)(bits >> held);
            bits &= (1 << held) - 1;
        }

        return at == bytes.Length;
    }

    private static int Base64Value(char digit) => digit switch
    {
        >= 'A' and <= 'Z' => digit - 'A',
        >= 'a' and <= 'z' => digit - 'a' + 26,
        >= '0' and <= '9' => digit - '0' + 52,
        '+' => 62,
        _ => 63,
    };

    private static MalformedDataException Describe(Flaw flaw, string text, HashAlgorithm? assumed)
    {
        string field = flaw == Flaw.Digits ? "digits" : "algorithm";
        MalformedReason reason = flaw == Flaw.OtherAlgorithm ? MalformedReason.Inconsistent : MalformedReason.InvalidValue;
        string expected = flaw switch
        {
            Flaw.Algorithm => "md5, sha1, sha256 or sha512",
            Flaw.MissingAlgorithm => "'algorithm:digits' or 'algorithm-base64'",
            Flaw.OtherAlgorithm => assumed!.Value.Label(),
            Flaw.Digits => "base 16, Nix base 32 or base 64 digits of the algorithm's length",
        };
        string shown = text.Length <= 200 ? text : text[..200] + "…";
        return new MalformedDataException(Format, -1, field, reason, expected, $"'{shown}'");
    }
}
