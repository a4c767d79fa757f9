using System.Text.RegularExpressions;

namespace Clu.Systems.Flakes.Logs;

/// <summary>What programs print for a terminal, as text.</summary>
internal static partial class AnsiText
{
    /// <summary>Takes colours and other control sequences out, and control characters but newline and tab.</summary>
    public static string Plain(string text) => Control().Replace(Sequence().Replace(text, ""), "");

    [GeneratedRegex("\u001B\\[[0-?]*[ -/]*[@-~]|\u001B\\][^\u0007\u001B]*(?:\u0007|\u001B\\\\)")]
    private static partial Regex Sequence();

    [GeneratedRegex("[\u0000-\u0008\u000B-\u001F\u007F]")]
    private static partial Regex Control();
}
