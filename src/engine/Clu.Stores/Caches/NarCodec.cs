using System.IO.Compression;
using Clu.Binary;
using Clu.Compression;
using Clu.Nix.NarInfos;
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
        NarCompression.Gzip => new GZipStream(packed, CompressionMode.Decompress),
        NarCompression.Brotli => new BrotliStream(packed, CompressionMode.Decompress),
        NarCompression.Zstd => ZstdStreams.Unpack(packed, WindowBudget.Unpacking.Take),
        NarCompression.Bzip2 => BZip2Stream.Create(packed, SharpCompress.Compressors.CompressionMode.Decompress, decompressConcatenated: true),
        NarCompression.Xz or NarCompression.Lzip or NarCompression.Lzma => new BufferedStream(XzStream.Unpack(packed), BufferSize),
        NarCompression.Lz4 => throw StoreErrors.NotSupported("NARs packed with lz4", "have the cache packed with zstd or xz"),
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
        NarCompression.Bzip2 or NarCompression.Lzip or NarCompression.Lzma or NarCompression.Lz4 =>
            throw StoreErrors.NotSupported($"packing NARs with {compression.Label()}", "choose zstd, xz, br, gzip or none"),
    };

    private static LimitedStream PackArchive(Stream output, long length)
    {
        IDisposable room = WindowBudget.Packing.Take(ZstdStreams.WindowSize(length));
        try
        {
            return new LimitedStream(ZstdStreams.Pack(output, length), room);
        }
        catch
        {
            room.Dispose();
            throw;
        }
    }

    /// <summary>Gives room back when it is done.</summary>
    private sealed class LimitedStream(Stream packer, IDisposable room) : WriteOnlyStream
    {
        public override void Write(ReadOnlySpan<byte> buffer) => packer.Write(buffer);

        public override void Flush() => packer.Flush();

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                try
                {
                    packer.Dispose();
                }
                finally
                {
                    room.Dispose();
                }
            }

            base.Dispose(disposing);
        }
    }
}
