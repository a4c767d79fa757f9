namespace Clu.Compression;

/// <summary>A block codec: one call, one block. Not safe for two threads; make one a worker with <see cref="CodecFactory"/>.</summary>
public interface ICodec : IDisposable
{
    /// <summary>Compresses one block.</summary>
    /// <param name="source">The block.</param>
    /// <param name="destination">Where it goes.</param>
    /// <returns>Bytes written, or 0 when the result does not fit into <paramref name="destination"/>.</returns>
    int Compress(ReadOnlySpan<byte> source, Span<byte> destination);

    /// <summary>Decompresses one block.</summary>
    /// <param name="source">Exactly one compressed block.</param>
    /// <param name="destination">Where it goes; also the limit of what is accepted.</param>
    /// <returns>Bytes written.</returns>
    /// <exception cref="Clu.Binary.MalformedDataException">It is no such block, it is cut off, or it holds more than fits.</exception>
    int Decompress(ReadOnlySpan<byte> source, Span<byte> destination);
}
