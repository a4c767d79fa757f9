namespace Clu.Nix.Hashing;

/// <summary>
/// Nix's base 32: the bytes are one little-endian number, written with its highest digit first in an alphabet without e, o, u and t.
/// There is no padding; the unused high bits of the first digit must be zero.
/// </summary>
public static class Nix32
{
    /// <summary>The digits, value 0 first.</summary>
    public const string Alphabet = "0123456789abcdfghijklmnpqrsvwxyz";

    private const int BitsPerDigit = 5;

    private static ReadOnlySpan<byte> Values =>
    [
        0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
        255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 10,
        11, 12, 13, 255, 14, 15, 16, 17, 18, 19, 20, 21, 22, 255, 23, 24, 25, 26, 255, 255, 27, 28, 29, 30, 31,
    ];

    /// <summary>Digits that <paramref name="byteCount"/> bytes take.</summary>
    public static int EncodedLength(int byteCount) => ((byteCount * 8) + BitsPerDigit - 1) / BitsPerDigit;

    /// <summary>Bytes that <paramref name="digitCount"/> digits hold.</summary>
    public static int DecodedLength(int digitCount) => digitCount * BitsPerDigit / 8;

    /// <summary>Whether a character is a digit.</summary>
    public static bool IsDigit(char c) => Value(c) < Alphabet.Length;

    /// <summary>Writes bytes as digits.</summary>
    public static string Encode(ReadOnlySpan<byte> bytes)
    {
        Span<char> digits = stackalloc char[EncodedLength(bytes.Length)];
        for (int n = 0; n < digits.Length; n++)
        {
            int bit = n * BitsPerDigit;
            int at = bit / 8;
            int window = bytes[at] | (at + 1 < bytes.Length ? bytes[at + 1] << 8 : 0);
            digits[^(n + 1)] = Alphabet[(window >> (bit % 8)) & 31];
        }

        return new string(digits);
    }

    /// <summary>Reads digits into bytes.</summary>
    /// <param name="digits">Exactly as many as <paramref name="destination"/> needs.</param>
    /// <param name="destination">Filled when true is returned, undefined otherwise.</param>
    /// <returns>False for a wrong count, a character that is no digit, or bits set that no byte holds.</returns>
    public static bool TryDecode(ReadOnlySpan<char> digits, Span<byte> destination)
    {
        if (digits.Length != EncodedLength(destination.Length))
            return false;
        destination.Clear();
        for (int n = 0; n < digits.Length; n++)
        {
            int value = Value(digits[^(n + 1)]);
            if (value >= Alphabet.Length)
                return false;
            int bit = n * BitsPerDigit;
            int at = bit / 8;
            int shifted = value << (bit % 8);
            destination[at] |= (byte)shifted;
            int carry = shifted >> 8;
            if (at + 1 < destination.Length)
                destination[at + 1] |= (byte)carry;
            else if (carry != 0)
                return false;
        }

        return true;
    }

    private static int Value(char c)
    {
        int index = c - '0';
        return (uint)index < (uint)Values.Length ? Values[index] : 255;
    }
}
