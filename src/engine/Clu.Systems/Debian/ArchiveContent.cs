using Clu.Images.Trees;

namespace Clu.Systems.Debian;

/// <summary>A run of bytes in a file on disk.</summary>
internal sealed class ArchiveContent(string archive, long offset, long length) : IFileContent
{
    /// <inheritdoc/>
    public long Length => length;

    /// <inheritdoc/>
    public Stream Open()
    {
        FileStream file = new(archive, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        file.Position = offset;
        return new ContentStream(file, length);
    }

    /// <summary>Ends where the content ends.</summary>
    private sealed class ContentStream(FileStream file, long length) : Stream
    {
        private long _left = length;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override int Read(Span<byte> buffer)
        {
            int read = file.Read(buffer[..(int)Math.Min(buffer.Length, _left)]);
            _left -= read;
            return read;
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                file.Dispose();
            base.Dispose(disposing);
        }
    }
}
