using System.Text;
using Clu.Install.Plans;

namespace Clu.Cli.Reports;

/// <summary>The content of planned files, as far as it can be shown.</summary>
internal static class PlannedText
{
    private static readonly UTF8Encoding s_strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The text; null for a secret and for what is no text.</summary>
    public static string? Of(PlannedFile file)
    {
        if (file.Secret)
            return null;
        try
        {
            string text = s_strict.GetString(file.Content.Span);
            return text.Any(c => char.IsControl(c) && c is not ('\n' or '\t')) ? null : text;
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}
