using System.Globalization;
using Clu.Binary;

namespace Clu.Compression;

/// <summary>xz streams with CRC-32 and a dictionary of one block, as mksquashfs makes them and the kernel reads them. Uses the system's liblzma.</summary>
public sealed unsafe class XzCodec : ICodec
{
    /// <summary>Smallest dictionary of LZMA2.</summary>
    private const int MinDictionary = 4096;

    /// <summary>What a decoder may allocate beside the dictionary: its own state and that of BCJ filters.</summary>
    private const ulong DecoderOverhead = 1 << 20;

    private readonly byte[] _options = GC.AllocateArray<byte>(LzmaLibrary.OptionsSize, pinned: true);
    private readonly ulong _memoryLimit;

    /// <summary>Makes a codec.</summary>
    /// <param name="level">0 to 9.</param>
    /// <param name="maxBlock">Dictionary size, and with it the memory that a decoder may take.</param>
    /// <exception cref="CluException">The library is not installed.</exception>
    public XzCodec(int level, int maxBlock)
    {
        _memoryLimit = (2 * (ulong)maxBlock) + DecoderOverhead;
        try
        {
            fixed (byte* options = _options)
            {
                if (LzmaLibrary.Preset(options, (uint)level) != 0)
                    throw CompressionErrors.CodecFailed(CodecKind.Xz, "the preset is not supported");
                *(uint*)options = (uint)Math.Max(maxBlock, MinDictionary);
            }
        }
        catch (Exception error) when (error is DllNotFoundException or EntryPointNotFoundException)
        {
            throw CompressionErrors.LzmaMissing(error);
        }
    }

    /// <inheritdoc/>
    public int Compress(ReadOnlySpan<byte> source, Span<byte> destination)
    {
        fixed (byte* options = _options, from = source, to = destination)
        {
            LzmaFilter* filters = stackalloc LzmaFilter[2];
            filters[0] = new LzmaFilter { Id = LzmaLibrary.FilterLzma2, Options = options };
            filters[1] = new LzmaFilter { Id = LzmaLibrary.FilterEnd };
            nuint written = 0;
            int code = LzmaLibrary.Encode(
                filters, LzmaLibrary.CheckCrc32, null, from, (nuint)source.Length, to, &written, (nuint)destination.Length);
            return code switch
            {
                LzmaLibrary.Ok => (int)written,
                LzmaLibrary.BufferError => 0,
                _ => throw CompressionErrors.CodecFailed(CodecKind.Xz, Code(code)),
            };
        }
    }

    /// <inheritdoc/>
    public int Decompress(ReadOnlySpan<byte> source, Span<byte> destination)
    {
        fixed (byte* from = source, to = destination)
        {
            ulong limit = _memoryLimit;
            nuint read = 0;
            nuint written = 0;
            int code = LzmaLibrary.Decode(&limit, 0, null, from, &read, (nuint)source.Length, to, &written, (nuint)destination.Length);
            if (code != LzmaLibrary.Ok)
                throw new MalformedDataException("xz", -1, "stream", MalformedReason.InvalidValue, "one xz stream within the block's size", Code(code));
            if (read != (nuint)source.Length)
                throw new MalformedDataException("xz", -1, "stream", MalformedReason.TrailingData, "nothing after the stream", "more bytes");
            return (int)written;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    private static string Code(int code) => string.Create(CultureInfo.InvariantCulture, $"liblzma code {code}");
}
