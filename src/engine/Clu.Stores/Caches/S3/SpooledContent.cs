using Clu.Binary;

namespace Clu.Stores.Caches.S3;

/// <summary>
/// Content whose name is known only when it is complete, and which may have to be sent twice: a little in memory, more in a file below
/// <c>TMPDIR</c> that no interruption leaves behind, because it has no name.
/// </summary>
internal sealed class SpooledContent : WriteOnlyStream
{
    private const int InMemory = 1 << 20;

    private Stream _content = new MemoryStream();

    /// <summary>The content, to be read.</summary>
    public Stream Reader => _content;

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (_content is MemoryStream small && small.Length + buffer.Length > InMemory)
        {
            _content = Unnamed();
            small.Position = 0;
            small.CopyTo(_content);
        }

        try
        {
            _content.Write(buffer);
        }
        catch (IOException e)
        {
            throw StoreErrors.Io("write below", Path.GetTempPath(), e);
        }
    }

    public override void Flush()
    {
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _content.Dispose();
        base.Dispose(disposing);
    }

    private static FileStream Unnamed()
    {
        try
        {
            string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
            FileStream file = new(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Delete, 1 << 17);
            File.Delete(path);
            return file;
        }
        catch (IOException e)
        {
            throw StoreErrors.Io("write below", Path.GetTempPath(), e);
        }
        catch (UnauthorizedAccessException e)
        {
            throw StoreErrors.Refused("write below", Path.GetTempPath(), e);
        }
    }
}
