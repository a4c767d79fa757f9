namespace Clu.Cli.Wizard.Screens;

/// <summary>The signs that screens are drawn with, as far as the terminal can show them.</summary>
/// <param name="Rule">A piece of a horizontal line.</param>
/// <param name="Full">A filled piece of a bar.</param>
/// <param name="Empty">An empty piece of a bar.</param>
/// <param name="Done">Before a step that is done.</param>
/// <param name="Secret">In place of each character of a secret.</param>
/// <param name="More">At the edge of a list that goes on.</param>
/// <param name="OnlyAscii">Whether all other characters are shown as question marks.</param>
internal sealed record GlyphSet(char Rule, char Full, char Empty, char Done, char Secret, (char Above, char Below) More, bool OnlyAscii)
{
    private static readonly string[] s_variables = ["LC_ALL", "LC_CTYPE", "LANG"];

    /// <summary>For terminals that show UTF-8. Characters that the fonts of the Linux console have.</summary>
    public static GlyphSet Unicode { get; } = new('─', '█', '░', '√', '•', ('↑', '↓'), OnlyAscii: false);

    /// <summary>For all others.</summary>
    public static GlyphSet Ascii { get; } = new('-', '#', '.', '*', '*', ('^', 'v'), OnlyAscii: true);

    /// <summary>The set for a locale, as its variables say: <c>LC_ALL</c> before <c>LC_CTYPE</c> before <c>LANG</c>.</summary>
    public static GlyphSet Of(Func<string, string?> variable)
    {
        string locale = s_variables.Select(variable).FirstOrDefault(value => value is { Length: > 0 }) ?? "";
        return locale.Contains("UTF-8", StringComparison.OrdinalIgnoreCase) || locale.Contains("utf8", StringComparison.OrdinalIgnoreCase) ? Unicode : Ascii;
    }

    /// <summary>The character to show for one of a text: control characters, which labels of disks may hold, never reach the terminal.</summary>
    public char Shown(char c) => c switch
    {
        '…' or '–' when OnlyAscii => c == '…' ? '.' : '-',
        >= ' ' and <= '~' => c,
        // One cell each; wide characters and halves of pairs would shift what follows.
        >= '\u00a0' and < '\u1100' when !OnlyAscii => c,
        >= '\u2010' and < '\u2e80' when !OnlyAscii => c,
        _ => '?',
    };
}
