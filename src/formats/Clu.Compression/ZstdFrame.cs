using System.Globalization;
using Clu.Binary;

namespace Clu.Compression;

/// <summary>The frame header of RFC 8878, section 3.1.1.1, as far as a block codec must know it.</summary>
internal static class ZstdFrame
{
    internal const string Format = "zstd";

    private const uint Magic = 0xFD2FB528;

    /// <summary>Smallest window that decoders provide, whatever the block size.</summary>
    private const int MinWindowLimit = 8192;

    /// <summary>Bytes that are enough to read a window from.</summary>
    internal const int LongestHeader = 18;

    /// <summary>Refuses what is no frame, and frames whose window is larger than a decoder for blocks of this size provides.</summary>
    internal static void Check(ReadOnlySpan<byte> source, int maxBlock)
    {
        // Without a window of its own it is the content, which the destination bounds.
        long limit = Math.Max(maxBlock, MinWindowLimit);
        if (Window(source) is { } size && size > limit)
        {
            throw new MalformedDataException(
                Format,
                5,
                "window size",
                MalformedReason.LimitExceeded,
                string.Create(CultureInfo.InvariantCulture, $"at most {limit} bytes"),
                string.Create(CultureInfo.InvariantCulture, $"{size}"));
        }
    }

    /// <summary>Bytes of the window that a frame needs; null where it is the content.</summary>
    internal static long? Window(ReadOnlySpan<byte> source)
    {
        SpanReader reader = new(source, Format);
        uint magic = reader.U32("magic");
        if (magic != Magic)
            throw new MalformedDataException(Format, 0, "magic", MalformedReason.InvalidValue, Hex(Magic), Hex(magic));
        byte descriptor = reader.U8("frame header descriptor");
        bool singleSegment = (descriptor & 0x20) != 0;
        if (singleSegment)
            return null;
        byte window = reader.U8("window descriptor");
        int logarithm = 10 + (window >> 3);
        return (1L << logarithm) + ((1L << logarithm) / 8 * (window & 7));
    }

    internal static MalformedDataException NotOneFrame() =>
        new(Format, -1, "frame", MalformedReason.TrailingData, "exactly one frame", "bytes after the first");

    internal static MalformedDataException Invalid(string reason) =>
        new(Format, -1, "frame", MalformedReason.InvalidValue, "one frame within the block's size", reason);

    private static string Hex(uint value) => "0x" + value.ToString("X8", CultureInfo.InvariantCulture);
}
