using System.Text.RegularExpressions;

namespace Clu.Media.Machines;

/// <summary>Takes the control sequences of a terminal out of a text.</summary>
internal static partial class TerminalText
{
    /// <summary>
    /// Only whole sequences go, and one that is still arriving hides what follows it, so that a longer text keeps the shorter one's
    /// cleaned form as its beginning.
    /// </summary>
    public static string Clean(string text) => Sequence().Replace(text, "");

    [GeneratedRegex(@"\x1b(\[[0-9;?=]*([@-~]|$)|\][^\x07\x1b]*(\x07|\x1b\\|$)|[()][A-Z0-9]?|[=>78cHM]|$)|[\r\x00]", RegexOptions.CultureInvariant)]
    private static partial Regex Sequence();
}
