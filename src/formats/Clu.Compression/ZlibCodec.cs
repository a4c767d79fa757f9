using System.IO.Compression;
using Clu.Binary;

namespace Clu.Compression;

/// <summary>zlib streams (RFC 1950) by the runtime's own library; what SquashFS calls gzip.</summary>
/// <param name="level">1 to 9.</param>
public sealed unsafe class ZlibCodec(int level) : ICodec
{
    /// <summary>Bit of the second byte (RFC 1950, FDICT); the runtime has no error of its own for it.</summary>
    private const int PresetDictionary = 0x20;

    private const string Format = "zlib";

    private readonly ZLibCompressionOptions _options = new() { CompressionLevel = level };

    /// <inheritdoc/>
    public int Compress(ReadOnlySpan<byte> source, Span<byte> destination)
    {
        fixed (byte* pointer = destination)
        {
            using UnmanagedMemoryStream output = new(pointer, 0, destination.Length, FileAccess.Write);
            try
            {
                using ZLibStream zlib = new(output, _options, leaveOpen: true);
                zlib.Write(source);
            }
            catch (NotSupportedException)
            {
                return 0; // The stream over the destination cannot grow: the result does not fit.
            }

            return (int)output.Length;
        }
    }

    /// <inheritdoc/>
    public int Decompress(ReadOnlySpan<byte> source, Span<byte> destination)
    {
        const int HeaderAndChecksum = 6;
        if (source.Length <= HeaderAndChecksum)
            throw Malformed("stream", MalformedReason.Truncated, "header, data and checksum", "less");
        if ((source[1] & PresetDictionary) != 0)
            throw Malformed("flags", MalformedReason.Unsupported, "no preset dictionary", "one");
        fixed (byte* pointer = source)
        {
            using UnmanagedMemoryStream input = new(pointer, source.Length);
            using ZLibStream zlib = new(input, CompressionMode.Decompress);
            try
            {
                int count = zlib.ReadAtLeast(destination, destination.Length, throwOnEndOfStream: false);
                if (zlib.ReadByte() >= 0)
                    throw Malformed("content", MalformedReason.LimitExceeded, "no more than the block's size", "more");
                CheckEnd(source, destination[..count]);
                return count;
            }
            catch (InvalidDataException error)
            {
                throw Malformed("stream", MalformedReason.InvalidValue, "a zlib stream", error.Message);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    /// <summary>The runtime accepts streams that are cut off and bytes that follow; the Adler-32 in the last four bytes shows both.</summary>
    private static void CheckEnd(ReadOnlySpan<byte> source, ReadOnlySpan<byte> content)
    {
        uint stored = System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(source[^4..]);
        if (stored != Adler32.Compute(content))
            throw Malformed("adler32", MalformedReason.ChecksumMismatch, "the checksum of the content as the last four bytes", "another");
    }

    private static MalformedDataException Malformed(string field, MalformedReason reason, string expected, string actual) =>
        new(Format, -1, field, reason, expected, actual);
}
