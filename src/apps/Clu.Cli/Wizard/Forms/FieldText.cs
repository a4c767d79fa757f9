using System.Text;
using Clu.Cli.Wizard.Keys;

namespace Clu.Cli.Wizard.Forms;

/// <summary>The text of a field.</summary>
/// <param name="Text">All of it.</param>
/// <param name="Cursor">Where a character is put in, 0 to the length.</param>
internal sealed record FieldText(string Text, int Cursor)
{
    private const int Longest = 4096;

    /// <summary>A text with the cursor at its end.</summary>
    public static FieldText Of(string? text) => new(text ?? "", text?.Length ?? 0);

    /// <summary>What a key makes of it; null when the key is none of its own.</summary>
    public FieldText? Press(KeyPress key) => key.Kind switch
    {
        KeyKind.Character when Text.Length < Longest => new FieldText(Text.Insert(Cursor, key.Rune.ToString()), Cursor + key.Rune.Utf16SequenceLength),
        KeyKind.Character => this,
        KeyKind.Backspace => Remove(Before(), Cursor),
        KeyKind.Delete => Remove(Cursor, After()),
        KeyKind.Left => this with { Cursor = Before() },
        KeyKind.Right => this with { Cursor = After() },
        KeyKind.Home => this with { Cursor = 0 },
        KeyKind.End => this with { Cursor = Text.Length },
        KeyKind.EraseLine => new FieldText("", 0),
        _ => null,
    };

    /// <summary>The part that fits into a width, and the cursor's column in it.</summary>
    public (string Text, int Cursor) Window(int width, char? secret)
    {
        string shown = secret is { } sign ? new string(sign, Text.EnumerateRunes().Count()) : Text;
        int cursor = secret is null ? Cursor : Text[..Cursor].EnumerateRunes().Count();
        int first = Math.Max(0, cursor - width + 1);
        return (shown[first..Math.Min(shown.Length, first + width)], cursor - first);
    }

    private FieldText Remove(int from, int to) => new(Text.Remove(from, to - from), from);

    // Both halves of a pair are one character.
    private int Before() => Cursor == 0 ? 0 : Cursor - (Cursor > 1 && Rune.DecodeLastFromUtf16(Text.AsSpan(0, Cursor), out _, out int used) == System.Buffers.OperationStatus.Done ? used : 1);

    private int After() => Cursor == Text.Length ? Cursor : Cursor + (Rune.DecodeFromUtf16(Text.AsSpan(Cursor), out _, out int used) == System.Buffers.OperationStatus.Done ? used : 1);
}
