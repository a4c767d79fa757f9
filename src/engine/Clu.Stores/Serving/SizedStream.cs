using Clu.Binary;

namespace Clu.Stores.Serving;

/// <summary>The next so many bytes of another stream, which is not disposed. An end before them is an error.</summary>
/// <param name="inner">Gives the bytes.</param>
/// <param name="size">How many.</param>
/// <param name="what">What they are, for the error.</param>
internal sealed class SizedStream(Stream inner, long size, string what) : ReadOnlyStream
{
    private long _read;

    /// <summary>Bytes that were not read yet.</summary>
    public long Left => size - _read;

    public override int Read(Span<byte> buffer)
    {
        if (Left == 0 || buffer.IsEmpty)
            return 0;
        int read = inner.Read(buffer[..(int)Math.Min(buffer.Length, Left)]);
        if (read == 0)
            throw new MalformedDataException(what, _read, "contents", MalformedReason.Truncated, $"{Left} bytes", "the end");
        _read += read;
        return read;
    }
}
