using System.Runtime.InteropServices;
using Clu.Binary;

namespace Clu.Stores.Native;

/// <summary>Writes a new file, and gives it mode and time through its descriptor: the path is looked up once.</summary>
internal sealed class NativeFileWriter : WriteOnlyStream
{
    private const int Flags = Libc.OpenWriteOnly | Libc.OpenCreate | Libc.OpenExclusive | Libc.OpenCloseOnExec;

    /// <summary>0600.</summary>
    private const uint OwnerOnly = 0x180;

    private readonly object _path;
    private int _file;

    /// <param name="path">The file; nothing may be there yet.</param>
    /// <exception cref="CluException">CLU0301: it cannot be made.</exception>
    public NativeFileWriter(NativePath path)
    {
        _path = path;
        _file = Libc.Open(path.Terminated, Flags, OwnerOnly);
        Check(_file);
    }

    /// <param name="directory">An open directory.</param>
    /// <param name="name">The file in it, with the NUL that ends it; nothing may be there yet.</param>
    /// <param name="path">Its path, asked for its text when something fails.</param>
    /// <exception cref="CluException">CLU0301: it cannot be made.</exception>
    public NativeFileWriter(int directory, ReadOnlySpan<byte> name, object path)
    {
        _path = path;
        _file = Libc.OpenAt(directory, name, Flags, OwnerOnly);
        Check(_file);
    }

    ~NativeFileWriter() => End();

    /// <summary>Bytes written so far.</summary>
    public long Written { get; private set; }

    /// <inheritdoc/>
    /// <exception cref="CluException">CLU0301: the disk refuses.</exception>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        ObjectDisposedException.ThrowIf(_file < 0, this);
        while (!buffer.IsEmpty)
        {
            nint written = Libc.Write(_file, buffer, (nuint)buffer.Length);
            Check(written);
            Written += written;
            buffer = buffer[(int)written..];
        }
    }

    /// <summary>Gives the finished file its mode and both times, in whole seconds since 1970.</summary>
    public void Seal(ushort mode, long seconds)
    {
        Check(Libc.ChangeMode(_file, mode));
        Check(Libc.SetTimes(_file, [seconds, 0, seconds, 0]));
    }

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    protected override void Dispose(bool disposing)
    {
        End();
        base.Dispose(disposing);
    }

    private void Check(nint result)
    {
        if (result < 0)
            throw StoreErrors.System("write", $"{_path}", Marshal.GetLastPInvokeError());
    }

    private void End()
    {
        if (_file >= 0)
            _ = Libc.Close(_file);
        _file = -1;
    }
}
