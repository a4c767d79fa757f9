using System.Runtime.InteropServices;
using Clu.Binary;
using Microsoft.Win32.SafeHandles;

namespace Clu.Stores.Native;

/// <summary>File calls over byte paths. What fails is a <see cref="CluException"/> that names the path and says why.</summary>
internal static class NativeFiles
{
    private const int LinkTargetLimit = 4096;
    private const int DirectoryEntryKindOffset = 8 + 8 + 2;
    private const int DirectoryEntryNameOffset = DirectoryEntryKindOffset + 1;

    /// <summary>Where the kind that an entry names stands in a Unix mode.</summary>
    private const int KindShift = 12;

    /// <summary>The status of a file, of the link itself where it is one; null when there is none.</summary>
    public static FileStatus? Find(NativePath path) => Find(path, Libc.AtSymlinkNoFollow);

    /// <summary>The status of what a path leads to; null when it leads nowhere.</summary>
    public static FileStatus? FindFollowed(NativePath path) => Find(path, 0);

    private static FileStatus? Find(NativePath path, int flags)
    {
        Span<byte> record = stackalloc byte[FileStatus.RecordSize];
        if (Libc.Statx(Libc.AtFdCwd, path.Terminated, flags, Libc.StatxBasicStats, record) == 0)
            return FileStatus.Read(record);
        int error = Marshal.GetLastPInvokeError();
        return error is Libc.NoEntry or Libc.NotADirectory ? null : throw StoreErrors.System("read", path.ToString(), error);
    }

    public static FileStatus Status(NativePath path) => Find(path) ?? throw StoreErrors.System("read", path.ToString(), Libc.NoEntry);

    /// <summary>Whether this user may read and write a file or a directory; links are followed.</summary>
    public static bool CanReadAndWrite(NativePath path) => Libc.Access(path.Terminated, Libc.ReadAndWriteAccess) == 0;

    /// <summary>The names in a directory, in byte order.</summary>
    public static List<FileName> List(NativePath path) => [.. Entries(path).Select(entry => entry.Name)];

    /// <summary>The names in a directory, in byte order, with the numbers and the kinds of what they name.</summary>
    public static List<DirectoryEntry> Entries(NativePath path)
    {
        nint directory = Libc.OpenDirectory(path.Terminated);
        return directory != 0 ? Entries(directory, path.ToString()) : throw StoreErrors.System("list", path.ToString(), Marshal.GetLastPInvokeError());
    }

    /// <summary>The same of an open directory, which stays open: names are listed by a second descriptor, because listing closes its own.</summary>
    /// <param name="directory">The directory.</param>
    /// <param name="path">Its path, for the error.</param>
    public static List<DirectoryEntry> Entries(int directory, string path)
    {
        int listed = OpenDirectory(directory, ".\0"u8);
        nint entries = listed < 0 ? 0 : Libc.OpenDirectory(listed);
        return entries != 0 ? Entries(entries, path) : throw StoreErrors.System("list", path, Marshal.GetLastPInvokeError());
    }

    /// <summary>Opens a directory in another one, never what a link leads to; a negative number when it cannot be opened.</summary>
    public static int OpenDirectory(int parent, ReadOnlySpan<byte> name) =>
        Libc.OpenAt(parent, name, Libc.OpenReadOnly | Libc.OpenDirectoryOnly | Libc.OpenNoFollow | Libc.OpenCloseOnExec);

    /// <param name="directory">What the C library gave; closed.</param>
    /// <param name="path">Its path, for the error.</param>
    private static unsafe List<DirectoryEntry> Entries(nint directory, string path)
    {
        List<DirectoryEntry> entries = [];
        try
        {
            for (; ; )
            {
                nint entry = Libc.ReadDirectory(directory);
                if (entry == 0)
                {
                    int error = Marshal.GetLastPInvokeError();
                    if (error != 0)
                        throw StoreErrors.System("list", path, error);
                    break;
                }

                // "." and ".." are no names.
                if (FileName.TryCreate(MemoryMarshal.CreateReadOnlySpanFromNullTerminated((byte*)entry + DirectoryEntryNameOffset), out FileName name))
                {
                    int kind = *((byte*)entry + DirectoryEntryKindOffset);
                    entries.Add(new DirectoryEntry(name, *(ulong*)entry, kind == 0 ? null : (FileKind)(kind << KindShift)));
                }
            }
        }
        finally
        {
            _ = Libc.CloseDirectory(directory);
        }

        entries.Sort((one, other) => one.Name.CompareTo(other.Name));
        return entries;
    }

    public static byte[] ReadLink(NativePath path)
    {
        Span<byte> target = stackalloc byte[LinkTargetLimit];
        nint length = Libc.ReadLink(path.Terminated, target, (nuint)target.Length);
        return length >= 0 ? target[..(int)length].ToArray() : throw StoreErrors.System("read", path.ToString(), Marshal.GetLastPInvokeError());
    }

    /// <summary>Opens a file to lock it, and makes it where it is missing. .NET's own opening takes a lock itself and fails where others hold one.</summary>
    public static SafeFileHandle OpenLockFile(NativePath path)
    {
        int file = Libc.Open(path.Terminated, Libc.OpenReadWrite | Libc.OpenCreate | Libc.OpenCloseOnExec, Convert.ToUInt32("600", 8));
        return file >= 0
            ? new SafeFileHandle(file, ownsHandle: true)
            : throw StoreErrors.System("lock", path.ToString(), Marshal.GetLastPInvokeError());
    }

    public static void MakeDirectory(NativePath path) => Check(Libc.MakeDirectory(path.Terminated, Convert.ToUInt32("700", 8)), "make", path);

    public static void Symlink(ReadOnlySpan<byte> target, NativePath path) =>
        Check(Libc.Symlink((byte[])[.. target, 0], path.Terminated), "write", path);

    public static void ChangeMode(NativePath path, ushort mode) => Check(Libc.ChangeMode(path.Terminated, mode), "change the mode of", path);

    public static void ChangeOwner(NativePath path, uint owner, uint group) =>
        Check(Libc.ChangeOwner(path.Terminated, owner, group), "change the owner of", path);

    /// <summary>Returns when all that was written to the file system of a directory is on its disk.</summary>
    public static void SyncFileSystem(NativePath directory)
    {
        int opened = Libc.Open(directory.Terminated, Libc.OpenReadOnly | Libc.OpenDirectoryOnly | Libc.OpenCloseOnExec);
        Check(Math.Min(opened, 0), "open", directory);
        int result = Libc.SyncFileSystem(opened);
        int error = Marshal.GetLastPInvokeError();
        _ = Libc.Close(opened);
        if (result != 0)
            throw StoreErrors.System("write out", directory.ToString(), error);
    }

    /// <summary>Sets both times to whole seconds since 1970; of a link the link's own.</summary>
    public static void SetTimes(NativePath path, long seconds) =>
        Check(Libc.SetTimes(Libc.AtFdCwd, path.Terminated, [seconds, 0, seconds, 0], Libc.AtSymlinkNoFollow), "set the time of", path);

    /// <summary>Gives two files or directories each other's name, at once.</summary>
    public static void Exchange(NativePath one, NativePath other) =>
        Check(Libc.RenameWith(Libc.AtFdCwd, one.Terminated, Libc.AtFdCwd, other.Terminated, Libc.RenameExchange), "exchange", other);

    /// <summary>Renames a file over another; false where the file system counts one name too many meanwhile.</summary>
    public static bool TryRename(NativePath from, NativePath to)
    {
        if (Libc.Rename(from.Terminated, to.Terminated) == 0)
            return true;
        int error = Marshal.GetLastPInvokeError();
        return error == Libc.TooManyLinks ? false : throw StoreErrors.System("rename", from.ToString(), error);
    }

    public static void Rename(NativePath from, NativePath to) => Check(Libc.Rename(from.Terminated, to.Terminated), "rename", from);

    /// <summary>Gives a file another name, or says by the system's number why it cannot be done.</summary>
    public static bool Link(NativePath file, NativePath name, out int error)
    {
        bool done = Libc.Link(file.Terminated, name.Terminated) == 0;
        error = done ? 0 : Marshal.GetLastPInvokeError();
        return done;
    }

    /// <summary>Removes a file or a whole tree, write-protected directories included; nothing happens when there is none.</summary>
    public static void Remove(NativePath path) => TreeRemoval.Remove(path);

    private static void Check(int result, string action, NativePath path)
    {
        if (result != 0)
            throw StoreErrors.System(action, path.ToString(), Marshal.GetLastPInvokeError());
    }
}
