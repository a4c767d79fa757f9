namespace Clu.Cli.Text;

/// <summary>Text that fits.</summary>
internal static class Clipped
{
    /// <summary>The text, its end replaced by an ellipsis where it is longer than a width.</summary>
    public static string To(string text, int width) => text.Length <= width ? text : $"{text.AsSpan(0, Math.Max(0, width - 1))}…";
}
