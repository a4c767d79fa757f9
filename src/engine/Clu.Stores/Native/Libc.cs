using System.Runtime.InteropServices;

namespace Clu.Stores.Native;

/// <summary>
/// The calls of the C library whose paths are bytes: .NET's own file calls take text and cannot name every file. Only calls whose arguments
/// and results look alike on all 64-bit Linux machines are used. Paths end with a NUL.
/// </summary>
internal static partial class Libc
{
    public const int AtFdCwd = -100;
    public const int AtSymlinkNoFollow = 0x100;
    public const int AtEmptyPath = 0x1000;
    public const int OpenReadOnly = 0;
    public const int OpenWriteOnly = 1;
    public const int OpenReadWrite = 2;
    public const int OpenCreate = 0x40;
    public const int OpenExclusive = 0x80;
    public const int OpenCloseOnExec = 0x80000;
    public const int OpenAppend = 0x400;
    public const int AtRemoveDirectory = 0x200;
    public const uint StatxBasicStats = 0x7FF;
    public const int LockShared = 1;
    public const int LockExclusive = 2;
    public const int LockNonBlocking = 4;
    public const uint RenameExchange = 2;
    public const int PollIn = 1;
    public const int ReadAndWriteAccess = 4 | 2;
    public const int NoEntry = 2;
    public const int NoProcess = 3;
    public const int WouldBlock = 11;
    public const int NoAccess = 13;
    public const int NotADirectory = 20;
    public const int Exists = 17;
    public const int NoSpace = 28;
    public const int TooManyLinks = 31;
    public const int QuotaExceeded = 122;

    /// <summary>A directory, and what has this name must be one; the value differs among machines.</summary>
    public static int OpenDirectoryOnly { get; } = IsOlderNumbering ? 0x4000 : 0x10000;

    /// <summary>Fails where the last name is a symbolic link; the value differs among machines.</summary>
    public static int OpenNoFollow { get; } = IsOlderNumbering ? 0x8000 : 0x20000;

    private static bool IsOlderNumbering => RuntimeInformation.ProcessArchitecture is Architecture.Arm64 or Architecture.Ppc64le;

    [LibraryImport("libc", EntryPoint = "openat", SetLastError = true)]
    public static partial int OpenAt(int directory, ReadOnlySpan<byte> path, int flags);

    /// <summary>The same call with the mode of a new file; integers are passed alike to variadic functions on all 64-bit Linux machines.</summary>
    [LibraryImport("libc", EntryPoint = "openat", SetLastError = true)]
    public static partial int OpenAt(int directory, ReadOnlySpan<byte> path, int flags, uint mode);

    [LibraryImport("libc", EntryPoint = "mkdirat", SetLastError = true)]
    public static partial int MakeDirectoryAt(int directory, ReadOnlySpan<byte> path, uint mode);

    [LibraryImport("libc", EntryPoint = "symlinkat", SetLastError = true)]
    public static partial int SymlinkAt(ReadOnlySpan<byte> target, int directory, ReadOnlySpan<byte> path);

    [LibraryImport("libc", EntryPoint = "readlinkat", SetLastError = true)]
    public static partial nint ReadLinkAt(int directory, ReadOnlySpan<byte> path, Span<byte> target, nuint size);

    [LibraryImport("libc", EntryPoint = "unlinkat", SetLastError = true)]
    public static partial int UnlinkAt(int directory, ReadOnlySpan<byte> path, int flags);

    [LibraryImport("libc", EntryPoint = "fchmodat", SetLastError = true)]
    public static partial int ChangeModeAt(int directory, ReadOnlySpan<byte> path, uint mode, int flags);

    /// <summary>Takes the descriptor over; closing the directory closes it.</summary>
    [LibraryImport("libc", EntryPoint = "fdopendir", SetLastError = true)]
    public static partial nint OpenDirectory(int directory);

    [LibraryImport("libc", EntryPoint = "opendir", SetLastError = true)]
    public static partial nint OpenDirectory(ReadOnlySpan<byte> path);

    /// <summary>The next entry: 19 bytes of numbers, then the name with its NUL.</summary>
    [LibraryImport("libc", EntryPoint = "readdir64", SetLastError = true)]
    public static partial nint ReadDirectory(nint directory);

    [LibraryImport("libc", EntryPoint = "closedir")]
    public static partial int CloseDirectory(nint directory);

    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true)]
    public static partial int Statx(int directory, ReadOnlySpan<byte> path, int flags, uint mask, Span<byte> result);

    [LibraryImport("libc", EntryPoint = "readlink", SetLastError = true)]
    public static partial nint ReadLink(ReadOnlySpan<byte> path, Span<byte> target, nuint size);

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true)]
    public static partial int Open(ReadOnlySpan<byte> path, int flags);

    /// <summary>The same call with the mode of a new file; integers are passed alike to variadic functions on all 64-bit Linux machines.</summary>
    [LibraryImport("libc", EntryPoint = "open", SetLastError = true)]
    public static partial int Open(ReadOnlySpan<byte> path, int flags, uint mode);

    [LibraryImport("libc", EntryPoint = "read", SetLastError = true)]
    public static partial nint Read(int file, Span<byte> buffer, nuint size);

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    public static partial nint Write(int file, ReadOnlySpan<byte> buffer, nuint size);

    [LibraryImport("libc", EntryPoint = "close")]
    public static partial int Close(int file);

    [LibraryImport("libc", EntryPoint = "access", SetLastError = true)]
    public static partial int Access(ReadOnlySpan<byte> path, int mode);

    [LibraryImport("libc", EntryPoint = "fchmod", SetLastError = true)]
    public static partial int ChangeMode(int file, uint mode);

    /// <param name="file">The file.</param>
    /// <param name="times">Seconds and nanoseconds of access, then of change.</param>
    [LibraryImport("libc", EntryPoint = "futimens", SetLastError = true)]
    public static partial int SetTimes(int file, ReadOnlySpan<long> times);

    [LibraryImport("libc", EntryPoint = "mkdir", SetLastError = true)]
    public static partial int MakeDirectory(ReadOnlySpan<byte> path, uint mode);

    [LibraryImport("libc", EntryPoint = "symlink", SetLastError = true)]
    public static partial int Symlink(ReadOnlySpan<byte> target, ReadOnlySpan<byte> path);

    [LibraryImport("libc", EntryPoint = "chmod", SetLastError = true)]
    public static partial int ChangeMode(ReadOnlySpan<byte> path, uint mode);

    /// <param name="directory">Where relative paths start.</param>
    /// <param name="path">The file.</param>
    /// <param name="times">Seconds and nanoseconds of access, then of change.</param>
    /// <param name="flags">Whether links are followed.</param>
    [LibraryImport("libc", EntryPoint = "utimensat", SetLastError = true)]
    public static partial int SetTimes(int directory, ReadOnlySpan<byte> path, ReadOnlySpan<long> times, int flags);

    /// <summary>Another name for a file, of the link itself where it is one.</summary>
    [LibraryImport("libc", EntryPoint = "link", SetLastError = true)]
    public static partial int Link(ReadOnlySpan<byte> file, ReadOnlySpan<byte> name);

    [LibraryImport("libc", EntryPoint = "rename", SetLastError = true)]
    public static partial int Rename(ReadOnlySpan<byte> from, ReadOnlySpan<byte> to);

    [LibraryImport("libc", EntryPoint = "renameat2", SetLastError = true)]
    public static partial int RenameWith(int fromDirectory, ReadOnlySpan<byte> from, int toDirectory, ReadOnlySpan<byte> to, uint flags);

    [LibraryImport("libc", EntryPoint = "unlink", SetLastError = true)]
    public static partial int Unlink(ReadOnlySpan<byte> path);

    [LibraryImport("libc", EntryPoint = "rmdir", SetLastError = true)]
    public static partial int RemoveDirectory(ReadOnlySpan<byte> path);

    /// <param name="request">The file in the lower half, above it the events that are asked for, above those the ones that came.</param>
    /// <param name="count">One.</param>
    /// <param name="milliseconds">How long to wait.</param>
    [LibraryImport("libc", EntryPoint = "poll", SetLastError = true)]
    public static partial int Poll(ref long request, nuint count, int milliseconds);

    /// <summary>Signal 0 only asks whether the process is there.</summary>
    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    public static partial int Signal(int process, int signal);

    /// <summary>Writes out all of the file system that an open file is on.</summary>
    [LibraryImport("libc", EntryPoint = "syncfs", SetLastError = true)]
    public static partial int SyncFileSystem(int file);

    [LibraryImport("libc", EntryPoint = "chown", SetLastError = true)]
    public static partial int ChangeOwner(ReadOnlySpan<byte> path, uint owner, uint group);

    [LibraryImport("libc", EntryPoint = "flock", SetLastError = true)]
    public static partial int Lock(int file, int operation);
}
