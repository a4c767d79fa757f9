using System.Runtime.InteropServices;
using System.Text;
using Clu.Cli.Wizard.Keys;
using Clu.Cli.Wizard.Screens;

namespace Clu.Cli.Wizard.Terminals;

/// <summary>The terminal of this process in raw mode: each key at once, Ctrl-C as a key. Disposing gives it back as it was.</summary>
internal sealed unsafe class RawTerminal : IDisposable
{
    private const int StandardInput = 0;
    private const int StandardOutput = 1;
    private const int Interrupted = 4;
    private const int TryAgain = 11;
    private const int DefaultWidth = 80;
    private const int DefaultHeight = 24;
    private const int Largest = 500;

    // What follows an Escape within this time belongs to it, on a slow line too.
    private static readonly TimeSpan SequencePause = TimeSpan.FromMilliseconds(120);

    private readonly byte[] _before = new byte[TerminalCalls.SettingsSize];
    private readonly KeyDecoder _decoder = new();
    private readonly Queue<KeyPress> _keys = new();
    private readonly int _input;
    private readonly int _output;
    private readonly bool _colours;
    private ScreenGrid? _shown;
    private bool _closed;

    /// <summary>Takes a terminal.</summary>
    /// <param name="input">Descriptor that keys come from.</param>
    /// <param name="output">Descriptor that shows the screen.</param>
    /// <param name="colours">Whether it has colours.</param>
    public RawTerminal(int input, int output, bool colours)
    {
        (_input, _output, _colours) = (input, output, colours);
        fixed (byte* settings = _before)
            _ = TerminalCalls.GetSettings(_input, settings);
        byte[] raw = [.. _before];
        fixed (byte* settings = raw)
        {
            TerminalCalls.MakeRaw(settings);
            _ = TerminalCalls.SetSettings(_input, TerminalCalls.AfterOutput, settings);
        }
    }

    /// <summary>Whether keys and screen are a terminal, so that somebody can be asked.</summary>
    public static bool IsThere => TerminalCalls.IsTerminal(StandardInput) == 1 && TerminalCalls.IsTerminal(StandardOutput) == 1
        && Environment.GetEnvironmentVariable("TERM") is not "dumb";

    /// <summary>Its width and height; 80x24 where it does not say, as serial lines do.</summary>
    public (int Width, int Height) Size
    {
        get
        {
            TerminalCalls.WindowSize size;
            return TerminalCalls.GetSize(_output, TerminalCalls.GetWindowSize, &size) == 0 && size.Columns > 0 && size.Rows > 0
                ? (Math.Min((int)size.Columns, Largest), Math.Min((int)size.Rows, Largest))
                : (DefaultWidth, DefaultHeight);
        }
    }

    /// <summary>Whether the line has ended: whoever was asked is gone.</summary>
    public bool IsClosed => _closed && _keys.Count == 0;

    /// <summary>Takes the terminal of this process.</summary>
    public static RawTerminal OfProcess() => new(StandardInput, StandardOutput, HasColours(Environment.GetEnvironmentVariable));

    /// <summary>The next key; null when none was pressed in that time.</summary>
    public KeyPress? Read(TimeSpan most)
    {
        if (_keys.Count == 0 && Wait(_decoder.IsPending ? SequencePause : most))
            Fill();
        else if (_keys.Count == 0 && _decoder.IsPending)
            Add(_decoder.Flush());
        // Of a sequence that has begun the rest comes at once.
        if (_keys.Count == 0 && _decoder.IsPending)
        {
            if (Wait(SequencePause))
                Fill();
            else
                Add(_decoder.Flush());
        }

        return _keys.TryDequeue(out KeyPress key) ? key : null;
    }

    /// <summary>Shows a screen; only what changed is sent.</summary>
    public void Show(ScreenGrid screen)
    {
        Send(ScreenChanges.Between(_shown, screen, _colours));
        _shown = screen;
    }

    /// <summary>Forgets what is shown: the next screen is sent as a whole.</summary>
    public void Forget() => _shown = null;

    public void Dispose()
    {
        Send(ScreenChanges.Leave(_shown?.Height ?? Size.Height));
        fixed (byte* settings = _before)
            _ = TerminalCalls.SetSettings(_input, TerminalCalls.AfterOutput, settings);
    }

    /// <summary>Whether the terminal that <c>TERM</c> names has colours, and the user wants them.</summary>
    internal static bool HasColours(Func<string, string?> variable) => variable("NO_COLOR") is not { Length: > 0 }
        && variable("TERM") is { } term
        && !(term.StartsWith("vt1", StringComparison.Ordinal) || term.StartsWith("vt2", StringComparison.Ordinal));

    private bool Wait(TimeSpan most)
    {
        TerminalCalls.PollEntry entry = new() { File = _input, Wanted = TerminalCalls.ReadyToRead };
        return TerminalCalls.Poll(&entry, 1, (int)most.TotalMilliseconds) > 0;
    }

    private void Fill()
    {
        byte[] buffer = new byte[256];
        nint count;
        fixed (byte* bytes = buffer)
            count = TerminalCalls.Read(_input, bytes, (nuint)buffer.Length);
        if (count <= 0)
            _closed = true;
        else
            Add(_decoder.Push(buffer.AsSpan(0, (int)count)));
    }

    private void Add(IReadOnlyList<KeyPress> keys)
    {
        foreach (KeyPress key in keys)
            _keys.Enqueue(key);
    }

    private void Send(string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        int sent = 0;
        fixed (byte* start = bytes)
        {
            while (sent < bytes.Length)
            {
                nint count = TerminalCalls.Write(_output, start + sent, (nuint)(bytes.Length - sent));
                if (count > 0)
                    sent += (int)count;
                else if (Marshal.GetLastPInvokeError() is not (Interrupted or TryAgain))
                    return;
            }
        }
    }
}
