using Clu.Cli.Wizard.Screens;
using Clu.Install.Preflights;

namespace Clu.Cli.Wizard.Pages;

/// <summary>Draws what the check before an installation found.</summary>
internal static class FindingLines
{
    /// <summary>A finding and what to do about it, after an empty line.</summary>
    public static void Write(PreflightFinding finding, Region region)
    {
        region.Line();
        (string word, CellStyle style) = finding.Severity switch
        {
            FindingSeverity.Refusal => ("Refused: ", CellStyle.Alarm),
            FindingSeverity.Warning => ("Warning: ", CellStyle.Bold),
            FindingSeverity.Note => ("", CellStyle.Plain),
        };
        region.Paragraph(Sentence(word.Length > 0 ? word + finding.Message : finding.Message), style);
        if (finding.Hint is { } hint)
            region.Paragraph(Sentence(hint), indent: 2);
    }

    /// <summary>A phrase as a sentence.</summary>
    internal static string Sentence(string text) => text.Length == 0 ? text : $"{char.ToUpperInvariant(text[0])}{text[1..].TrimEnd('.')}.";
}
