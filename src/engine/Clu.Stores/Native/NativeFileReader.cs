using System.Runtime.InteropServices;
using Clu.Binary;

namespace Clu.Stores.Native;

/// <summary>Reads a file from its start: one system call to open it, one for each piece, one to close it. .NET's own stream makes five more.</summary>
internal sealed class NativeFileReader : ReadOnlyStream
{
    private readonly object _path;
    private readonly long _length;
    private int _file;
    private long _read;
    private bool _ended;

    /// <param name="path">The file.</param>
    /// <param name="length">Bytes that it is known to have.</param>
    /// <exception cref="CluException">CLU0301: it cannot be opened.</exception>
    public NativeFileReader(NativePath path, long length)
    {
        _path = path;
        _length = length;
        _file = Libc.Open(path.Terminated, Libc.OpenReadOnly | Libc.OpenCloseOnExec);
        if (_file < 0)
            throw StoreErrors.System("read", path.ToString(), Marshal.GetLastPInvokeError());
    }

    /// <param name="file">An open file at its start; closed with this.</param>
    /// <param name="path">Its path, asked for its text when something fails.</param>
    /// <param name="length">Bytes that it is known to have.</param>
    public NativeFileReader(int file, object path, long length)
    {
        _path = path;
        _length = length;
        _file = file;
    }

    ~NativeFileReader() => End();

    /// <inheritdoc/>
    /// <exception cref="CluException">CLU0301: the disk does not deliver. CLU0303: the file has another length than it had.</exception>
    public override int Read(Span<byte> buffer)
    {
        ObjectDisposedException.ThrowIf(_file < 0, this);
        if (buffer.IsEmpty || _ended)
            return 0;
        nint read = Libc.Read(_file, buffer, (nuint)buffer.Length);
        if (read < 0)
            throw StoreErrors.System("read", $"{_path}", Marshal.GetLastPInvokeError());
        _read += read;
        if (_read > _length || (read == 0 && _read < _length))
            throw StoreErrors.ContentChanged($"{_path}", _length, _read);
        // Of a file on disk only the end comes in a smaller piece.
        _ended = read < buffer.Length && _read == _length;
        return (int)read;
    }

    protected override void Dispose(bool disposing)
    {
        End();
        base.Dispose(disposing);
    }

    private void End()
    {
        if (_file >= 0)
            _ = Libc.Close(_file);
        _file = -1;
    }
}
