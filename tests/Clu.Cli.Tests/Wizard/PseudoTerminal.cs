using System.Runtime.InteropServices;
using System.Text;
using Clu.Testing;

namespace Clu.Cli.Tests.Wizard;

/// <summary>A pseudo-terminal: what is typed at one end is read at the other, and what is shown there is kept as a terminal would show it.</summary>
internal sealed unsafe partial class PseudoTerminal : IDisposable
{
    private const ulong SetWindowSize = 0x5414;
    private const short ReadyToRead = 1;

    private readonly int _master;
    private readonly TerminalScreen _screen;
    private readonly Decoder _decoder = Encoding.UTF8.GetDecoder();

    public PseudoTerminal(int width, int height)
    {
        int master, slave;
        Assert.Equal(0, OpenTerminal(&master, &slave, null, null, null));
        (_master, Slave) = (master, slave);
        (Width, Height) = (width, height);
        _screen = new TerminalScreen(width, height, strict: true);
        ushort* size = stackalloc ushort[4] { (ushort)height, (ushort)width, 0, 0 };
        Assert.Equal(0, SetSize(master, SetWindowSize, size));
    }

    /// <summary>Descriptor of the end that a program has.</summary>
    public int Slave { get; }

    public int Width { get; }

    public int Height { get; }

    /// <summary>Bytes that were sent to the screen.</summary>
    public int Received { get; private set; }

    public string Text => _screen.Text;

    public void Type(string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        fixed (byte* start = bytes)
            Assert.Equal(bytes.Length, Write(_master, start, (nuint)bytes.Length));
    }

    /// <summary>Waits until a text is shown.</summary>
    public void WaitFor(string text)
    {
        long limit = Environment.TickCount64 + 30_000;
        while (!Text.Contains(text, StringComparison.Ordinal))
        {
            Assert.True(Environment.TickCount64 < limit, $"'{text}' was not shown:\n{Text}");
            Take(200);
        }
    }

    public void Dispose()
    {
        _ = Close(_master);
        _ = Close(Slave);
    }

    private void Take(int milliseconds)
    {
        ulong entry = (uint)_master | ((ulong)ReadyToRead << 32);
        if (Poll(&entry, 1, milliseconds) <= 0)
            return;
        byte[] buffer = new byte[4096];
        nint count;
        fixed (byte* bytes = buffer)
            count = Read(_master, bytes, (nuint)buffer.Length);
        Received += (int)Math.Max(0, count);
        char[] text = new char[buffer.Length];
        _screen.Take(new string(text, 0, _decoder.GetChars(buffer, 0, (int)Math.Max(0, count), text, 0)));
    }

    [LibraryImport("libutil.so.1", EntryPoint = "openpty")]
    private static partial int OpenTerminal(int* master, int* slave, byte* name, byte* settings, byte* size);

    [LibraryImport("libc", EntryPoint = "ioctl")]
    private static partial int SetSize(int file, ulong request, ushort* size);

    [LibraryImport("libc", EntryPoint = "poll")]
    private static partial int Poll(ulong* entries, ulong count, int milliseconds);

    [LibraryImport("libc", EntryPoint = "read")]
    private static partial nint Read(int file, byte* buffer, nuint count);

    [LibraryImport("libc", EntryPoint = "write")]
    private static partial nint Write(int file, byte* buffer, nuint count);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int file);
}
