using Clu.Binary;
using Clu.Cli.Text;
using Spectre.Console;

namespace Clu.Cli.Errors;

/// <summary>Tells people, and with <c>--json</c> programs, what went wrong.</summary>
/// <param name="terminal">Text goes to standard error, JSON to standard output.</param>
/// <param name="json">Whether the command was asked for JSON.</param>
/// <param name="verbose">Whether causes are shown.</param>
internal sealed class ErrorRenderer(Terminal terminal, bool json, bool verbose)
{
    /// <summary>Shows an error.</summary>
    /// <returns>The exit code.</returns>
    public int Render(CluException error, int? exitCode = null)
    {
        int code = exitCode ?? (int)error.Kind;
        if (json)
            WriteJson(error, code);
        WriteText(error);
        return code;
    }

    private void WriteText(CluException error)
    {
        Label($"error {error.Code}:", "red bold", error.Message);
        if (error.Untouched is not null)
            Label("untouched:", "green", error.Untouched);
        if (error.Hint is not null)
            Label("hint:", "yellow", error.Hint);
        if (verbose && error.InnerException is { } cause)
            terminal.Error.Profile.Out.Writer.WriteLine(cause);
    }

    // People get whole words on each line, logs each message on one line.
    private void Label(string label, string style, string text)
    {
        if (terminal.IsLive)
            terminal.Error.Write(new Paragraph(label, Style.Parse(style)).Append($" {text}"));
        else
            terminal.Error.Profile.Out.Writer.Write($"{label} {text}");
        terminal.Error.WriteLine();
    }

    private void WriteJson(CluException error, int exitCode) => JsonLine.Write(terminal.Lines, "error", writer =>
    {
        writer.WriteString("code", error.Code);
        writer.WriteNumber("exitCode", exitCode);
        writer.WriteString("message", error.Message);
        writer.WriteString("untouched", error.Untouched);
        writer.WriteString("hint", error.Hint);
    });
}
