namespace Clu.Compression;

/// <summary>The checksum of zlib streams (RFC 1950, section 8.2).</summary>
internal static class Adler32
{
    private const uint Modulus = 65521;

    /// <summary>Most bytes whose sums stay below 2^32 without a reduction.</summary>
    private const int Stride = 5552;

    internal static uint Compute(ReadOnlySpan<byte> data)
    {
        uint a = 1;
        uint b = 0;
        while (!data.IsEmpty)
        {
            ReadOnlySpan<byte> part = data[..Math.Min(Stride, data.Length)];
            foreach (byte value in part)
            {
                a += value;
                b += a;
            }

            a %= Modulus;
            b %= Modulus;
            data = data[part.Length..];
        }

        return (b << 16) | a;
    }
}
