using System.Runtime.InteropServices;
using Clu.Stores.Native;
using Microsoft.Win32.SafeHandles;

namespace Clu.Stores.Local;

/// <summary>A lock on a file, as flock(2) has it: many may hold it shared as long as nobody holds it alone.</summary>
internal sealed class FileLock : IDisposable
{
    private readonly SafeFileHandle _file;

    private FileLock(SafeFileHandle file) => _file = file;

    /// <summary>Waits until nobody else has the lock.</summary>
    public static FileLock TakeAlone(string path) => Take(path, Libc.LockExclusive)!;

    /// <summary>Waits until nobody has the lock alone.</summary>
    public static FileLock TakeShared(string path) => Take(path, Libc.LockShared)!;

    /// <summary>Takes the lock if nobody has it; else null.</summary>
    public static FileLock? TryTakeAlone(string path) => Take(path, Libc.LockExclusive | Libc.LockNonBlocking);

    /// <summary>Takes the lock if nobody has it alone; else null.</summary>
    public static FileLock? TryTakeShared(string path) => Take(path, Libc.LockShared | Libc.LockNonBlocking);

    public void Dispose() => _file.Dispose();

    private static FileLock? Take(string path, int operation)
    {
        SafeFileHandle file = NativeFiles.OpenLockFile(NativePath.From(path));
        if (Libc.Lock((int)file.DangerousGetHandle(), operation) == 0)
            return new FileLock(file);
        int error = Marshal.GetLastPInvokeError();
        file.Dispose();
        return (operation & Libc.LockNonBlocking) != 0 && error == Libc.WouldBlock ? null : throw StoreErrors.System("lock", path, error);
    }
}
