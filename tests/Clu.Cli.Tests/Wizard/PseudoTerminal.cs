using System.Runtime.InteropServices;
using System.Text;

namespace Clu.Cli.Tests.Wizard;

/// <summary>A pseudo-terminal: what is typed at one end is read at the other, and what is shown there is kept as a terminal would show it.</summary>
internal sealed unsafe partial class PseudoTerminal : IDisposable
{
    private const ulong SetWindowSize = 0x5414;
    private const short ReadyToRead = 1;

    private readonly int _master;
    private readonly char[,] _cells;
    private readonly StringBuilder _pending = new();
    private (int Row, int Column) _cursor;

    public PseudoTerminal(int width, int height)
    {
        int master, slave;
        Assert.Equal(0, OpenTerminal(&master, &slave, null, null, null));
        (_master, Slave) = (master, slave);
        (Width, Height) = (width, height);
        _cells = new char[height, width];
        Clear();
        ushort* size = stackalloc ushort[4] { (ushort)height, (ushort)width, 0, 0 };
        Assert.Equal(0, SetSize(master, SetWindowSize, size));
    }

    /// <summary>Descriptor of the end that a program has.</summary>
    public int Slave { get; }

    public int Width { get; }

    public int Height { get; }

    /// <summary>Bytes that were sent to the screen.</summary>
    public int Received { get; private set; }

    public string Text
    {
        get
        {
            StringBuilder text = new();
            for (int row = 0; row < Height; row++)
            {
                for (int column = 0; column < Width; column++)
                    text.Append(_cells[row, column]);
                text.Append('\n');
            }

            return text.ToString();
        }
    }

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
        _pending.Append(Encoding.UTF8.GetString(buffer, 0, (int)Math.Max(0, count)));
        Interpret();
    }

    private void Interpret()
    {
        int at = 0;
        while (at < _pending.Length)
        {
            if (_pending[at] != '\e')
            {
                Put(_pending[at++]);
                continue;
            }

            int end = at + 2;
            while (end < _pending.Length && !(char.IsAsciiLetter(_pending[end])))
                end++;
            if (end >= _pending.Length)
                break;
            Control(_pending.ToString(at + 2, end - at - 2), _pending[end]);
            at = end + 1;
        }

        _pending.Remove(0, at);
    }

    private void Put(char c)
    {
        if (c == '\r')
            _cursor.Column = 0;
        else if (c == '\n')
            _cursor.Row = Math.Min(Height - 1, _cursor.Row + 1);
        else
        {
            // Anything beyond the edge would scroll or wrap a real one.
            Assert.InRange(_cursor.Column, 0, Width - 1);
            Assert.False(_cursor == (Height - 1, Width - 1));
            _cells[_cursor.Row, _cursor.Column++] = c;
        }
    }

    private void Control(string parameters, char final)
    {
        switch (final)
        {
            case 'H':
                int[] numbers = parameters.Length == 0 ? [1, 1] : [.. parameters.Split(';').Select(int.Parse)];
                _cursor = (numbers[0] - 1, numbers[1] - 1);
                break;
            case 'J':
                Assert.Equal("2", parameters);
                Clear();
                break;
            case 'm' or 'h' or 'l':
                break;
            default:
                Assert.Fail($"ESC [ {parameters} {final} is nothing that a VT100 knows");
                break;
        }
    }

    private void Clear()
    {
        for (int row = 0; row < Height; row++)
        {
            for (int column = 0; column < Width; column++)
                _cells[row, column] = ' ';
        }
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
