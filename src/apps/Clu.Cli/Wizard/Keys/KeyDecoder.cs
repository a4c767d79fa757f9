using System.Buffers;
using System.Text;

namespace Clu.Cli.Wizard.Keys;

/// <summary>
/// Turns the bytes of a terminal into keys. Knows the sequences of VT100, VT220, the Linux console and xterm at once, as a serial line does not say
/// what stands at its other end. Sequences that mean nothing here are dropped.
/// </summary>
internal sealed class KeyDecoder
{
    private const byte EscapeByte = 0x1b;
    private const int LongestSequence = 16;

    private readonly List<byte> _pending = [];
    private bool _afterReturn;

    /// <summary>Whether a sequence has begun and not ended: Escape alone looks like that, until nothing follows it for a moment.</summary>
    public bool IsPending => _pending.Count > 0;

    /// <summary>Takes bytes; returns the keys that are complete.</summary>
    public IReadOnlyList<KeyPress> Push(ReadOnlySpan<byte> bytes)
    {
        List<KeyPress> keys = [];
        foreach (byte b in bytes)
        {
            _pending.Add(b);
            Take(keys);
        }

        return keys;
    }

    /// <summary>Nothing followed for a moment: what is pending is all there is.</summary>
    public IReadOnlyList<KeyPress> Flush()
    {
        bool escape = _pending is [EscapeByte];
        _pending.Clear();
        return escape ? [new KeyPress(KeyKind.Escape)] : [];
    }

    private void Take(List<KeyPress> keys)
    {
        byte first = _pending[0];
        if (first == EscapeByte)
        {
            TakeSequence(keys);
            return;
        }

        if (first >= 0x80)
        {
            TakeRune(keys);
            return;
        }

        _pending.Clear();
        // Some programs send both ends of a line for one Enter.
        bool second = first == '\n' && _afterReturn;
        _afterReturn = first == '\r';
        if (!second && Control(first) is { } key)
            keys.Add(key);
    }

    private void TakeSequence(List<KeyPress> keys)
    {
        _afterReturn = false;
        if (_pending.Count == 1)
            return;
        byte second = _pending[1];
        if (second is not ((byte)'[' or (byte)'O'))
        {
            // Escape, and then another key.
            _pending.RemoveAt(0);
            keys.Add(new KeyPress(KeyKind.Escape));
            Take(keys);
            return;
        }

        if (_pending.Count == 2)
            return;
        byte last = _pending[^1];
        // The Linux console sends ESC [ [ A for F1.
        bool ended = last is >= 0x40 and <= 0x7e && !(_pending.Count == 3 && last == '[');
        if (!ended && _pending.Count < LongestSequence && last >= 0x20)
            return;
        string sequence = Encoding.ASCII.GetString([.. _pending[2..]]);
        _pending.Clear();
        if (Sequence(sequence) is { } kind)
            keys.Add(new KeyPress(kind));
    }

    private void TakeRune(List<KeyPress> keys)
    {
        _afterReturn = false;
        OperationStatus status = Rune.DecodeFromUtf8([.. _pending], out Rune rune, out _);
        if (status == OperationStatus.NeedMoreData)
            return;
        _pending.Clear();
        if (status == OperationStatus.Done && !Rune.IsControl(rune))
            keys.Add(new KeyPress(KeyKind.Character, rune));
    }

    private static KeyPress? Control(byte b) => b switch
    {
        >= 0x20 and < 0x7f => new KeyPress(KeyKind.Character, new Rune(b)),
        0x7f or 0x08 => new KeyPress(KeyKind.Backspace),
        (byte)'\r' or (byte)'\n' => new KeyPress(KeyKind.Enter),
        (byte)'\t' => new KeyPress(KeyKind.Tab),
        0x03 => new KeyPress(KeyKind.Interrupt),
        0x0c => new KeyPress(KeyKind.Redraw),
        0x15 => new KeyPress(KeyKind.EraseLine),
        _ => null,
    };

    private static KeyKind? Sequence(string text) => text[^1] switch
    {
        'A' when text[0] != '[' => KeyKind.Up,
        'B' when text[0] != '[' => KeyKind.Down,
        'C' when text[0] != '[' => KeyKind.Right,
        'D' when text[0] != '[' => KeyKind.Left,
        'H' => KeyKind.Home,
        'F' => KeyKind.End,
        'M' => KeyKind.Enter,
        'Z' => KeyKind.BackTab,
        '~' => text.Split(';', '~')[0] switch
        {
            "1" or "7" => KeyKind.Home,
            "3" => KeyKind.Delete,
            "4" or "8" => KeyKind.End,
            "5" => KeyKind.PageUp,
            "6" => KeyKind.PageDown,
            _ => null,
        },
        _ => null,
    };
}
