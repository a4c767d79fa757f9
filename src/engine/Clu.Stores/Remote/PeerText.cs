using System.Text;
using System.Text.RegularExpressions;

namespace Clu.Stores.Remote;

/// <summary>Makes what a peer says fit for a terminal: without colours, control characters and line ends.</summary>
internal static partial class PeerText
{
    private const int MaxLength = 2000;

    /// <summary>One line of at most 2000 characters.</summary>
    public static string Clean(string text)
    {
        StringBuilder clean = new();
        foreach (char c in Escapes().Replace(text, ""))
            clean.Append(char.IsWhiteSpace(c) ? ' ' : char.IsControl(c) || char.GetUnicodeCategory(c) == System.Globalization.UnicodeCategory.Format ? '?' : c);
        string line = Blanks().Replace(clean.ToString(), " ").Trim();
        return line.Length <= MaxLength ? line : $"{line.AsSpan(0, MaxLength)}…";
    }

    [GeneratedRegex(@"\x1b\[[0-?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(\x07|\x1b\\)")]
    private static partial Regex Escapes();

    [GeneratedRegex("  +")]
    private static partial Regex Blanks();
}
