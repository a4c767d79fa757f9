using System.Buffers.Binary;

namespace Clu.Fuzz;

/// <summary>Changes inputs at random; the same seed makes the same changes.</summary>
public sealed class Mutator(int seed)
{
    private const int MaxLength = 1 << 20;

    private static readonly long[] _interesting =
    [
        0, 1, 2, 7, 8, 9, 16, 31, 32, 63, 64, 127, 128, 255, 256, 4095, 4096, 32767, 32768, 65535, 65536,
        int.MaxValue, 1L << 31, uint.MaxValue, 1L << 32, long.MaxValue, long.MinValue, -1, -2, -8,
    ];

    private readonly Random _random = new(seed);

    /// <summary>Makes a new input of one or two old ones.</summary>
    public byte[] Mutate(IReadOnlyList<byte[]> corpus)
    {
        byte[] input = Pick(corpus);
        for (int changes = 1 + _random.Next(4); changes > 0; changes--)
            input = Change(input, Pick(corpus));
        return input.Length <= MaxLength ? input : input[..MaxLength];
    }

    private byte[] Change(byte[] input, byte[] other) => _random.Next(8) switch
    {
        0 => FlipBit(input),
        1 => Overwrite(input, [(byte)_random.Next(256)]),
        2 => Overwrite(input, Number()),
        3 => input[.._random.Next(input.Length + 1)],
        4 => Replace(input, 0, Piece(other)),
        5 => Replace(input, _random.Next(33), []),
        6 => Replace(input, 0, Piece(input)),
        _ => [.. input[.._random.Next(input.Length + 1)], .. other[_random.Next(other.Length + 1)..]],
    };

    private byte[] FlipBit(byte[] input)
    {
        byte[] result = [.. input];
        if (result.Length > 0)
            result[_random.Next(result.Length)] ^= (byte)(1 << _random.Next(8));
        return result;
    }

    private byte[] Overwrite(byte[] input, byte[] value)
    {
        byte[] result = [.. input];
        int at = _random.Next(input.Length + 1);
        value.AsSpan(0, Math.Min(value.Length, result.Length - at)).CopyTo(result.AsSpan(at));
        return result;
    }

    private byte[] Replace(byte[] input, int remove, byte[] put)
    {
        int at = _random.Next(input.Length + 1);
        return [.. input[..at], .. put, .. input[Math.Min(input.Length, at + remove)..]];
    }

    private byte[] Piece(byte[] input)
    {
        int from = _random.Next(input.Length + 1);
        int length = Math.Min(input.Length - from, 1 + _random.Next(64));
        return input[from..(from + length)];
    }

    private byte[] Number()
    {
        byte[] bytes = new byte[sizeof(long)];
        long value = _interesting[_random.Next(_interesting.Length)];
        int width = 1 << _random.Next(4);
        BinaryPrimitives.WriteInt64LittleEndian(bytes, value);
        if (_random.Next(2) == 0)
            bytes.AsSpan(0, width).Reverse();
        return bytes[..width];
    }

    private byte[] Pick(IReadOnlyList<byte[]> corpus) => corpus[_random.Next(corpus.Count)];
}
