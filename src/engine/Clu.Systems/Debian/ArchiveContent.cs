using Clu.Binary;
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
    private sealed class ContentStream(FileStream file, long length) : ReadOnlyStream
    {
        private long _left = length;

        public override int Read(Span<byte> buffer)
        {
            int read = file.Read(buffer[..(int)Math.Min(buffer.Length, _left)]);
            _left -= read;
            return read;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                file.Dispose();
            base.Dispose(disposing);
        }
    }
}
