using System.Runtime.InteropServices;
using Clu.Binary;

namespace Clu.Stores.Native;

/// <summary>
/// Removes whole trees. Each directory is opened once and what is in it is named relative to that, so that a directory that somebody exchanges
/// for a symbolic link meanwhile leads nowhere, and no path is too long.
/// </summary>
internal static class TreeRemoval
{
    private const ushort OwnerAll = 0x1C0;

    /// <summary>Links up to which removing a file is thought to free its bytes: its own, and the one that an optimised store keeps.</summary>
    private const uint LinksOfFreed = 2;

    /// <summary>Removes a file, a link or a tree with its write-protected directories; nothing happens when there is none.</summary>
    /// <returns>Bytes that this frees, counted as Nix counts: those of files without a third name.</returns>
    /// <exception cref="CluException">CLU0301: something cannot be removed.</exception>
    public static long Remove(NativePath path) => Remove(Libc.AtFdCwd, path.Terminated, path.ToString());

    private static long Remove(int directory, ReadOnlySpan<byte> name, string path)
    {
        Span<byte> record = stackalloc byte[FileStatus.RecordSize];
        if (Libc.Statx(directory, name, Libc.AtSymlinkNoFollow, Libc.StatxBasicStats, record) != 0)
            return Gone(Marshal.GetLastPInvokeError(), path);
        FileStatus status = FileStatus.Read(record);
        if (status.Kind != FileKind.Directory)
        {
            if (Libc.UnlinkAt(directory, name, 0) != 0)
                return Gone(Marshal.GetLastPInvokeError(), path);
            return status.Links <= LinksOfFreed ? status.Length : 0;
        }

        long freed = Empty(directory, name, status, path);
        return Libc.UnlinkAt(directory, name, Libc.AtRemoveDirectory) == 0 ? freed : freed + Gone(Marshal.GetLastPInvokeError(), path);
    }

    private static long Empty(int parent, ReadOnlySpan<byte> name, FileStatus status, string path)
    {
        int file = NativeFiles.OpenDirectory(parent, name);
        if (file < 0 && Marshal.GetLastPInvokeError() == Libc.NoAccess && Libc.ChangeModeAt(parent, name, OwnerAll, 0) == 0)
            file = NativeFiles.OpenDirectory(parent, name);
        if (file < 0)
            return Gone(Marshal.GetLastPInvokeError(), path);
        if ((status.Permissions & OwnerAll) != OwnerAll && Libc.ChangeMode(file, OwnerAll) != 0)
        {
            int error = Marshal.GetLastPInvokeError();
            _ = Libc.Close(file);
            throw StoreErrors.System("change the mode of", path, error);
        }

        try
        {
            long freed = 0;
            foreach (DirectoryEntry entry in NativeFiles.Entries(file, path))
                freed += Remove(file, (byte[])[.. entry.Name.Span, 0], $"{path}/{entry.Name}");
            return freed;
        }
        finally
        {
            _ = Libc.Close(file);
        }
    }

    /// <summary>What somebody else removed meanwhile is gone as wanted.</summary>
    private static long Gone(int error, string path) => error == Libc.NoEntry ? 0 : throw StoreErrors.System("remove", path, error);
}
