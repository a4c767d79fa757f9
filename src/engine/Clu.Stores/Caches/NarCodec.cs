using System.IO.Compression;
using Clu.Compression;
using Clu.Nix.NarInfos;
using K4os.Compression.LZ4;
using K4os.Compression.LZ4.Streams;
using SharpCompress.Compressors.BZip2;

namespace Clu.Stores.Caches;

/// <summary>Packs and unpacks the NARs of a binary cache.</summary>
internal static class NarCodec
{
    private const int BufferSize = 1 << 17;

    /// <summary>Unpacks what is read.</summary>
    /// <param name="compression">How it is packed.</param>
    /// <param name="packed">Disposed with the result.</param>
    public static Stream Unpack(NarCompression compression, Stream packed) => compression switch
    {
        NarCompression.None => packed,
        NarCompression.Gzip => new UnpackedStream(compression, packed, stream => new GZipStream(stream, CompressionMode.Decompress)),
        NarCompression.Brotli => new UnpackedStream(compression, packed, stream => new BrotliStream(stream, CompressionMode.Decompress)),
        NarCompression.Zstd => ZstdStreams.Unpack(packed, WindowBudget.Unpacking.Take),
        NarCompression.Bzip2 => new UnpackedStream(
            compression, packed, stream => BZip2Stream.Create(stream, SharpCompress.Compressors.CompressionMode.Decompress, decompressConcatenated: true)),
        NarCompression.Xz or NarCompression.Lzip or NarCompression.Lzma => new BufferedStream(XzStream.Unpack(packed), BufferSize),
        NarCompression.Lz4 => new UnpackedStream(compression, packed, stream => LZ4Stream.Decode(stream)),
    };

    /// <summary>Packs what is written; complete when the result is disposed.</summary>
    /// <param name="compression">How to pack.</param>
    /// <param name="level">null for the choice of Nix, with zstd for a better one.</param>
    /// <param name="length">Bytes that are expected.</param>
    /// <param name="output">Not disposed.</param>
    public static Stream Pack(NarCompression compression, int? level, long length, Stream output) => compression switch
    {
        NarCompression.None => new Fork([output]),
        NarCompression.Gzip => new GZipStream(output, new ZLibCompressionOptions { CompressionLevel = level ?? 6 }, leaveOpen: true),
        NarCompression.Brotli => new BrotliStream(output, new BrotliCompressionOptions { Quality = level ?? 11 }, leaveOpen: true),
        NarCompression.Zstd => level is { } named ? ZstdStreams.Pack(output, named) : PackArchive(output, length),
        NarCompression.Xz => XzStream.Pack(output, level ?? CodecLevels.Default(CodecKind.Xz)),
        NarCompression.Lz4 => LZ4Stream.Encode(output, Lz4Level(level), leaveOpen: true),
        NarCompression.Bzip2 or NarCompression.Lzip or NarCompression.Lzma =>
            throw StoreErrors.NotSupported($"packing NARs with {compression.Label()}", "choose zstd, xz, br, gzip, lz4 or none"),
    };

    private static RoomStream PackArchive(Stream output, long length)
    {
        IDisposable room = WindowBudget.Packing.Take(ZstdStreams.WindowSize(length));
        try
        {
            return new RoomStream(ZstdStreams.Pack(output, length), room);
        }
        catch
        {
            room.Dispose();
            throw;
        }
    }

    private static LZ4Level Lz4Level(int? level) => level is null or < (int)LZ4Level.L03_HC
        ? LZ4Level.L00_FAST
        : (LZ4Level)Math.Min(level.Value, (int)LZ4Level.L12_MAX);
}
