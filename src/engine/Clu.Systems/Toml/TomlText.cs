using Clu.Binary;
using Tomlyn.Parsing;
using Tomlyn.Syntax;

namespace Clu.Systems.Toml;

/// <summary>TOML to its syntax tree; the first error is thrown with its place.</summary>
internal static class TomlText
{
    /// <exception cref="CluException">CLU0401.</exception>
    public static DocumentSyntax Parse(string text, string file)
    {
        try
        {
            DocumentSyntax document = SyntaxParser.Parse(text, file);
            return document.Diagnostics.FirstOrDefault(message => message.Kind == DiagnosticMessageKind.Error) is { } broken
                ? throw TomlErrors.Syntax(broken.Span, broken.Message)
                : document;
        }
        catch (ArgumentOutOfRangeException)
        {
            // Tomlyn 2.10.2 fails to print the end of the text that it finds inside of \u or \U.
            TextPosition escape = PositionOf(text, Math.Max(0, text.LastIndexOf('\\')));
            throw TomlErrors.Syntax(new SourceSpan(file, escape, escape), "the text ends in the middle of an escape");
        }
    }

    private static TextPosition PositionOf(string text, int at)
    {
        ReadOnlySpan<char> before = text.AsSpan(0, at);
        return new TextPosition(at, before.Count('\n'), at - (before.LastIndexOf('\n') + 1));
    }
}
