using Clu.Binary;

namespace Clu.Compression;

/// <summary>One zstd frame a block, by native libzstd; contexts are made once and reused.</summary>
public sealed unsafe class NativeZstdCodec : ICodec
{
    private readonly int _level;
    private readonly int _maxBlock;
    private nint _compressor;
    private nint _decompressor;

    /// <summary>Makes a codec.</summary>
    /// <param name="level">1 to 22.</param>
    /// <param name="maxBlock">Largest block in bytes; frames that need a larger window are refused.</param>
    /// <exception cref="DllNotFoundException">There is no native library: use <see cref="Codecs.Factory"/>, which falls back.</exception>
    public NativeZstdCodec(int level, int maxBlock)
    {
        if (!ZstdLibrary.IsAvailable)
            throw new DllNotFoundException("libzstd");
        _level = level;
        _maxBlock = maxBlock;
    }

    /// <summary>Gives the contexts back where <see cref="Dispose"/> was forgotten.</summary>
    ~NativeZstdCodec() => Free();

    /// <inheritdoc/>
    public int Compress(ReadOnlySpan<byte> source, Span<byte> destination)
    {
        if (_compressor == 0)
        {
            _compressor = NotNull(ZstdLibrary.CreateCompressor());
            _ = ZstdLibrary.SetParameter(_compressor, ZstdLibrary.ParameterLevel, _level);
            foreach ((int parameter, int value) in ZstdTuning.For(_level))
                _ = ZstdLibrary.SetParameter(_compressor, parameter, value);
        }

        fixed (byte* from = source, to = destination)
        {
            nuint written = ZstdLibrary.Compress(_compressor, to, (nuint)destination.Length, from, (nuint)source.Length);
            GC.KeepAlive(this);
            if (ZstdLibrary.IsError(written) == 0)
                return (int)written;
            const string DestinationTooSmall = "Destination buffer is too small";
            string reason = ZstdLibrary.ErrorName(written);
            return reason == DestinationTooSmall ? 0 : throw CompressionErrors.CodecFailed(CodecKind.Zstd, reason);
        }
    }

    /// <inheritdoc/>
    public int Decompress(ReadOnlySpan<byte> source, Span<byte> destination)
    {
        ZstdFrame.Check(source, _maxBlock);
        if (_decompressor == 0)
            _decompressor = NotNull(ZstdLibrary.CreateDecompressor());
        fixed (byte* from = source, to = destination)
        {
            nuint length = ZstdLibrary.FrameLength(from, (nuint)source.Length);
            if (ZstdLibrary.IsError(length) != 0)
                throw ZstdFrame.Invalid(ZstdLibrary.ErrorName(length));
            if (length != (nuint)source.Length)
                throw ZstdFrame.NotOneFrame();
            nuint written = ZstdLibrary.Decompress(_decompressor, to, (nuint)destination.Length, from, (nuint)source.Length);
            GC.KeepAlive(this);
            return ZstdLibrary.IsError(written) == 0 ? (int)written : throw ZstdFrame.Invalid(ZstdLibrary.ErrorName(written));
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    private static nint NotNull(nint context) => context != 0 ? context : throw CompressionErrors.CodecFailed(CodecKind.Zstd, "no memory for a context");

    private void Free()
    {
        if (_compressor != 0)
            _ = ZstdLibrary.FreeCompressor(_compressor);
        if (_decompressor != 0)
            _ = ZstdLibrary.FreeDecompressor(_decompressor);
        _compressor = 0;
        _decompressor = 0;
    }
}
