using Clu.Binary;
using Clu.Images.Trees;

namespace Clu.Stores.Bundles;

/// <summary>A packed archive on its way into a bundle: in memory, or in a file without a name when it is large.</summary>
/// <param name="folder">Where such a file lies; it is gone with its last user, however that ends.</param>
internal sealed class NarSpool(string folder) : WriteOnlyStream, IFileContent
{
    /// <summary>Bytes that are kept in memory.</summary>
    private const int LargestInMemory = 16 << 20;

    private readonly MemoryStream _memory = new();
    private FileStream? _file;

    long IFileContent.Length => Written;

    /// <summary>Bytes so far.</summary>
    public long Written { get; private set; }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (_file is null && Written + buffer.Length > LargestInMemory)
        {
            _file = Create();
            Put(_memory.GetBuffer().AsSpan(0, (int)_memory.Length));
            _memory.SetLength(0);
            _memory.Capacity = 0;
        }

        if (_file is null)
            _memory.Write(buffer);
        else
            Put(buffer);
        Written += buffer.Length;
    }

    public override void Flush()
    {
    }

    public Stream Open()
    {
        if (_file is null)
            return new MemoryStream(_memory.GetBuffer(), 0, (int)_memory.Length, writable: false);
        return new SpooledFile(_file.SafeFileHandle, Written);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _file?.Dispose();
        base.Dispose(disposing);
    }

    private FileStream Create()
    {
        string path = Path.Combine(folder, Path.GetRandomFileName());
        try
        {
            FileStream file = new(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
            File.Delete(path);
            return file;
        }
        catch (IOException e)
        {
            throw StoreErrors.Io("write", path, e);
        }
    }

    private void Put(ReadOnlySpan<byte> bytes)
    {
        try
        {
            _file!.Write(bytes);
        }
        catch (IOException e)
        {
            throw StoreErrors.Io("write a temporary file in", folder, e);
        }
    }

    private sealed class SpooledFile(Microsoft.Win32.SafeHandles.SafeFileHandle handle, long length) : SeekableStream
    {
        public override long Length => length;

        public override int Read(Span<byte> buffer)
        {
            int read = Position >= length ? 0 : RandomAccess.Read(handle, buffer[..(int)Math.Min(buffer.Length, length - Position)], Position);
            Position += read;
            return read;
        }
    }
}
