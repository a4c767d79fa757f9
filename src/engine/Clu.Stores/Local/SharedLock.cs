using System.Runtime.InteropServices;
using Clu.Stores.Native;
using Microsoft.Win32.SafeHandles;

namespace Clu.Stores.Local;

/// <summary>A lock that many may hold as long as nobody holds it alone.</summary>
internal sealed class SharedLock : IDisposable
{
    private readonly SafeFileHandle _file;

    private SharedLock(SafeFileHandle file) => _file = file;

    /// <summary>Waits for the lock.</summary>
    public static SharedLock Take(string path)
    {
        SafeFileHandle file = NativeFiles.OpenLockFile(NativePath.From(path));
        if (Libc.Lock((int)file.DangerousGetHandle(), Libc.LockShared) == 0)
            return new SharedLock(file);
        int error = Marshal.GetLastPInvokeError();
        file.Dispose();
        throw StoreErrors.System("lock", path, error);
    }

    public void Dispose() => _file.Dispose();
}
