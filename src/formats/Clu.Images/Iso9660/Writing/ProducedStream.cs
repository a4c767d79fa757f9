namespace Clu.Images.Iso9660.Writing;

/// <summary>The part of an image that belongs to one file while it is made.</summary>
/// <param name="image">The image.</param>
/// <param name="start">Where the file starts.</param>
/// <param name="maximum">Bytes that were kept.</param>
/// <param name="written">Told the bytes of each piece.</param>
internal sealed class ProducedStream(Stream image, long start, long maximum, Action<int> written) : Stream
{
    private long _position;
    private long _length;

    public override bool CanRead => image.CanRead;

    public override bool CanSeek => true;

    public override bool CanWrite => true;

    public override long Length => _length;

    public override long Position
    {
        get => _position;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            _position = value;
        }
    }

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        int count = (int)Math.Clamp(_length - _position, 0, buffer.Length);
        image.Position = start + _position;
        int read = count == 0 ? 0 : image.Read(buffer[..count]);
        _position += read;
        return read;
    }

    public override long Seek(long offset, SeekOrigin origin) => Position = origin switch
    {
        SeekOrigin.Begin => offset,
        SeekOrigin.Current => _position + offset,
        SeekOrigin.End => _length + offset,
        _ => throw new ArgumentOutOfRangeException(nameof(origin)),
    };

    public override void SetLength(long value) => throw new NotSupportedException("the length is the highest position written");

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (buffer.Length > maximum - _position)
            throw ImageErrors.ProducedTooLong(maximum);
        image.Position = start + _position;
        image.Write(buffer);
        _position += buffer.Length;
        _length = Math.Max(_length, _position);
        written(buffer.Length);
    }
}
