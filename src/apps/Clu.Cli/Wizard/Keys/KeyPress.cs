using System.Text;

namespace Clu.Cli.Wizard.Keys;

/// <summary>A key that was pressed.</summary>
/// <param name="Kind">What it does.</param>
/// <param name="Rune">The character of <see cref="KeyKind.Character"/>.</param>
internal readonly record struct KeyPress(KeyKind Kind, Rune Rune = default)
{
    /// <summary>A key that types a character.</summary>
    public static KeyPress Of(char character) => new(KeyKind.Character, new Rune(character));

    /// <summary>Whether it types this character.</summary>
    public bool Is(char character) => Kind == KeyKind.Character && Rune.Value == character;
}
