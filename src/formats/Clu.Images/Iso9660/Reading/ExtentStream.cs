namespace Clu.Images.Iso9660.Reading;

/// <summary>A file of an image as a stream.</summary>
internal sealed class ExtentStream(ImageSource source, IReadOnlyList<Iso9660Extent> extents, long length) : Stream
{
    private long _position;

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => length;

    public override long Position
    {
        get => _position;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            _position = value;
        }
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        long start = 0;
        foreach (Iso9660Extent extent in extents)
        {
            long within = _position - start;
            if (within < extent.Length)
            {
                int count = (int)Math.Min(buffer.Length, extent.Length - within);
                source.Read(extent.Position + within, buffer[..count], "file");
                _position += count;
                return count;
            }

            start += extent.Length;
        }

        return 0;
    }

    public override long Seek(long offset, SeekOrigin origin) => Position = origin switch
    {
        SeekOrigin.Begin => offset,
        SeekOrigin.Current => _position + offset,
        SeekOrigin.End => length + offset,
        _ => throw new ArgumentOutOfRangeException(nameof(origin)),
    };

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
