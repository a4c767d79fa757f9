using System.Buffers.Binary;

namespace Clu.Images.Tests.SquashFs;

/// <summary>Frames written by hand (RFC 8878, section 3.1.1), which no compressor would make.</summary>
internal static class ZstdFrames
{
    /// <summary>A skippable frame without content.</summary>
    internal static byte[] Skippable => [0x50, 0x2A, 0x4D, 0x18, 0, 0, 0, 0];

    /// <summary>A frame of one block that repeats a byte; it says how much, so its window is its content.</summary>
    internal static byte[] Repeated(int count) => [.. Start(0x60), .. U16(count - 256), .. BlockHeader(1, count), (byte)'z'];

    /// <summary>The same, of unknown length and with a window of two to the power of <paramref name="windowLog"/>.</summary>
    internal static byte[] Streamed(int count, int windowLog) => [.. Start(0), (byte)((windowLog - 10) << 3), .. BlockHeader(1, count), (byte)'z'];

    /// <summary>A frame of one block that is not compressed.</summary>
    internal static byte[] Stored(byte[] content) => [.. Start(0x60), .. U16(content.Length - 256), .. BlockHeader(0, content.Length), .. content];

    private static byte[] Start(byte descriptor) => [0x28, 0xB5, 0x2F, 0xFD, descriptor];

    private static byte[] BlockHeader(int type, int size)
    {
        byte[] bytes = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, (size << 3) | (type << 1) | 1);
        return bytes[..3];
    }

    private static byte[] U16(int value) => [(byte)value, (byte)(value >> 8)];
}
