using System.Globalization;
using System.Runtime.InteropServices;
using Clu.Stores.Native;
using Microsoft.Win32.SafeHandles;

namespace Clu.Stores.Roots;

/// <summary>An open folder. By its descriptor what is in it has a short path: the address of a socket has room for 108 bytes.</summary>
internal sealed class FolderHandle : IDisposable
{
    private readonly SafeFileHandle _handle;

    private FolderHandle(SafeFileHandle handle) => _handle = handle;

    /// <summary>Opens a folder.</summary>
    /// <exception cref="IOException">There is none.</exception>
    public static FolderHandle Open(string path)
    {
        int opened = Libc.Open(NativePath.From(path).Terminated, Libc.OpenReadOnly | Libc.OpenDirectoryOnly | Libc.OpenCloseOnExec);
        return opened >= 0
            ? new FolderHandle(new SafeFileHandle(opened, ownsHandle: true))
            : throw new IOException(Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError()));
    }

    /// <summary>The path of something in it, for this process only.</summary>
    public string PathOf(string name) => string.Create(CultureInfo.InvariantCulture, $"/proc/self/fd/{_handle.DangerousGetHandle()}/{name}");

    public void Dispose() => _handle.Dispose();
}
