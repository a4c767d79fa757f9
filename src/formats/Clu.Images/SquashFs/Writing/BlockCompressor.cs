using Clu.Compression;

namespace Clu.Images.SquashFs.Writing;

/// <summary>A worker's codec, with a quick look first where the codec is slow: most of what does not shrink at the lowest level does not shrink at all.</summary>
internal sealed class BlockCompressor : IDisposable
{
    /// <summary>From this zstd level on the quick look costs less than it saves.</summary>
    private const int SlowLevel = 9;

    /// <summary>A quick look that saves less than one part in this many says that the block is compressed already.</summary>
    private const int WorthwhileFraction = 128;

    private readonly ICodec _codec;
    private readonly ICodec? _quick;

    internal BlockCompressor(SegmentSettings settings)
    {
        _codec = Codecs.Factory(settings.Codec, settings.Level, settings.BlockSize.Bytes)();
        if (settings.Codec == CodecKind.Zstd && settings.Level >= SlowLevel)
            _quick = Codecs.Factory(CodecKind.Zstd, CodecLevels.Range(CodecKind.Zstd).Lowest, settings.BlockSize.Bytes)();
    }

    /// <summary>Compresses a block.</summary>
    /// <returns>Bytes written, always fewer than the block has; 0 when it is to be stored as it is.</returns>
    internal int Compress(ReadOnlySpan<byte> block, Span<byte> destination)
    {
        if (block.Length <= 1)
            return 0;
        Span<byte> room = destination[..Math.Min(destination.Length, block.Length - 1)];
        if (_quick is not null && block.Length > SquashFsLimits.MetadataBlock)
        {
            int quick = _quick.Compress(block, room);
            if (quick == 0 || block.Length - quick < block.Length / WorthwhileFraction)
                return 0;
        }

        return _codec.Compress(block, room);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _codec.Dispose();
        _quick?.Dispose();
    }
}
