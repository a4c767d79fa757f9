using System.Runtime.InteropServices;

namespace Clu.Install.Execution;

/// <summary>Owners of files, which .NET does not set.</summary>
internal static partial class Ownership
{
    private const int NotPermitted = 1;

    /// <summary>Gives a file to a user and a group; a link itself, not what it leads to.</summary>
    /// <returns>Whether the file system has owners.</returns>
    /// <exception cref="IOException">The file is not there, or the disk fails.</exception>
    public static bool TrySet(string path, int uid, int gid)
    {
        if (ChangeOwner(path, uid, gid) == 0)
            return true;
        int error = Marshal.GetLastPInvokeError();
        return error == NotPermitted ? false : throw new IOException($"the owner of '{path}' cannot be set: {Marshal.GetPInvokeErrorMessage(error)}");
    }

    /// <summary>Writes everything that file systems hold back.</summary>
    [LibraryImport("libc", EntryPoint = "sync")]
    public static partial void SyncAll();

    [LibraryImport("libc", EntryPoint = "lchown", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int ChangeOwner(string path, int uid, int gid);
}
