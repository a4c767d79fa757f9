using System.Runtime.InteropServices;
using Clu.Stores.Native;
using Microsoft.Win32.SafeHandles;

namespace Clu.Stores.Local;

/// <summary>
/// Nix's lock of one path, the file <c>PATH.lock</c> beside it: whoever writes the path holds it. The file goes when the lock is given back,
/// with a byte in it, so that whoever waited on the removed file knows and begins anew.
/// </summary>
internal sealed class PathLock : IDisposable
{
    private static readonly byte[] _stale = "d"u8.ToArray();

    private readonly string _path;
    private readonly SafeFileHandle _file;

    private PathLock(string path, SafeFileHandle file)
    {
        _path = path;
        _file = file;
    }

    /// <summary>Waits for the lock of a path.</summary>
    public static PathLock Take(string path)
    {
        string file = $"{path}.lock";
        while (true)
        {
            SafeFileHandle handle = NativeFiles.OpenLockFile(NativePath.From(file));
            if (Libc.Lock((int)handle.DangerousGetHandle(), Libc.LockExclusive) != 0)
            {
                int error = Marshal.GetLastPInvokeError();
                handle.Dispose();
                throw StoreErrors.System("lock", file, error);
            }

            if (RandomAccess.GetLength(handle) == 0)
                return new PathLock(file, handle);
            // Its holder removed it while we waited.
            handle.Dispose();
        }
    }

    public void Dispose()
    {
        NativeFiles.Remove(NativePath.From(_path));
        RandomAccess.Write(_file, _stale, 0);
        _file.Dispose();
    }
}
