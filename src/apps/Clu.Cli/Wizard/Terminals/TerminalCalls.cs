using System.Runtime.InteropServices;

namespace Clu.Cli.Wizard.Terminals;

/// <summary>What the C library knows of terminals: termios(3), ioctl_tty(2), poll(2).</summary>
internal static unsafe partial class TerminalCalls
{
    /// <summary>Bytes that any <c>struct termios</c> fits into; it is opaque here.</summary>
    public const int SettingsSize = 256;

    /// <summary>Change after what was written has been sent.</summary>
    public const int AfterOutput = 1;

    /// <summary>There is something to read, or the line has ended.</summary>
    public const short ReadyToRead = 1;

    /// <summary>Asks for the size of a window.</summary>
    public const ulong GetWindowSize = 0x5413;

    [LibraryImport("libc", EntryPoint = "isatty")]
    public static partial int IsTerminal(int file);

    [LibraryImport("libc", EntryPoint = "tcgetattr")]
    public static partial int GetSettings(int file, byte* settings);

    [LibraryImport("libc", EntryPoint = "tcsetattr")]
    public static partial int SetSettings(int file, int when, byte* settings);

    [LibraryImport("libc", EntryPoint = "cfmakeraw")]
    public static partial void MakeRaw(byte* settings);

    [LibraryImport("libc", EntryPoint = "ioctl")]
    public static partial int GetSize(int file, ulong request, WindowSize* size);

    [LibraryImport("libc", EntryPoint = "poll")]
    public static partial int Poll(PollEntry* entries, ulong count, int milliseconds);

    [LibraryImport("libc", EntryPoint = "read")]
    public static partial nint Read(int file, byte* buffer, nuint count);

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    public static partial nint Write(int file, byte* buffer, nuint count);

    /// <summary><c>struct winsize</c>.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct WindowSize
    {
        public ushort Rows;
        public ushort Columns;
        public ushort PixelsAcross;
        public ushort PixelsDown;
    }

    /// <summary><c>struct pollfd</c>.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct PollEntry
    {
        public int File;
        public short Wanted;
        public short Happened;
    }
}
