using Clu.Binary;

namespace Clu.Images.Iso9660.Writing;

/// <summary>The part of an image that belongs to one file while it is made.</summary>
/// <param name="image">The image.</param>
/// <param name="start">Where the file starts.</param>
/// <param name="maximum">Bytes that were kept.</param>
/// <param name="written">Told the bytes of each piece.</param>
internal sealed class ProducedStream(Stream image, long start, long maximum, Action<int> written) : SeekableStream
{
    private long _length;

    public override bool CanRead => image.CanRead;

    public override bool CanWrite => true;

    public override long Length => _length;

    public override int Read(Span<byte> buffer)
    {
        int count = (int)Math.Clamp(_length - Position, 0, buffer.Length);
        image.Position = start + Position;
        int read = count == 0 ? 0 : image.Read(buffer[..count]);
        Position += read;
        return read;
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (buffer.Length > maximum - Position)
            throw ImageErrors.ProducedTooLong(maximum);
        image.Position = start + Position;
        image.Write(buffer);
        Position += buffer.Length;
        _length = Math.Max(_length, Position);
        written(buffer.Length);
    }
}
