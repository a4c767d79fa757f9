using System.Runtime.InteropServices;
using Clu.Stores.Native;
using Microsoft.Win32.SafeHandles;

namespace Clu.Stores.Local;

/// <summary>Nix's lock of a whole store: shared by all who use it, taken alone by who changes its shape.</summary>
internal sealed class BigLock : IDisposable
{
    private readonly SafeFileHandle _file;

    private BigLock(SafeFileHandle file, bool alone)
    {
        _file = file;
        IsAlone = alone;
    }

    /// <summary>Whether nobody else used the store when the lock was taken.</summary>
    public bool IsAlone { get; private set; }

    /// <summary>Takes the lock alone if that can be had at once, else shared.</summary>
    public static BigLock Take(string path)
    {
        SafeFileHandle file = NativeFiles.OpenLockFile(NativePath.From(path));
        if (Libc.Lock((int)file.DangerousGetHandle(), Libc.LockExclusive | Libc.LockNonBlocking) == 0)
            return new BigLock(file, alone: true);
        BigLock shared = new(file, alone: false);
        shared.Share();
        return shared;
    }

    /// <summary>Takes a lock that is shared alone, if nobody else has it.</summary>
    public bool TryTakeAlone() =>
        IsAlone = Libc.Lock((int)_file.DangerousGetHandle(), Libc.LockExclusive | Libc.LockNonBlocking) == 0;

    /// <summary>Lets others in.</summary>
    public void Share()
    {
        if (Libc.Lock((int)_file.DangerousGetHandle(), Libc.LockShared) != 0)
            throw StoreErrors.System("lock", "big-lock", Marshal.GetLastPInvokeError());
        IsAlone = false;
    }

    public void Dispose() => _file.Dispose();
}
