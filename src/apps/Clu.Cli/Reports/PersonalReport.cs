using System.Text.Json;
using Clu.Cli.Text;
using Clu.Images.PersonalAreas;
using Clu.Install.Customizing;

namespace Clu.Cli.Reports;

/// <summary>Says what is in the personal area of a medium.</summary>
internal static class PersonalReport
{
    /// <summary>All of it, for <c>--show</c>.</summary>
    public static void Write(string path, PersonalContent content, bool secrets, bool json, Terminal terminal)
    {
        string answers = Text(content.Answers, secrets), live = Text(content.Live, secrets);
        if (json)
        {
            JsonLine.Write(terminal.Lines, "result", writer =>
            {
                writer.WriteString("outcome", "shown");
                writer.WriteString("medium", path);
                writer.WriteString("answers", answers);
                writer.WriteString("live", live);
                WriteFiles(writer, content);
            });
            return;
        }

        if (content.IsEmpty)
            terminal.Lines.WriteLine($"{path} has nothing personal on it.");
        Part("# answers for the installer", answers, terminal);
        Part("# the live system", live, terminal);
        foreach ((string file, ReadOnlyMemory<byte> bytes) in content.Files)
            terminal.Lines.WriteLine($"# file {file}, {Figures.Bytes(bytes.Length)}");
    }

    /// <summary>What was done.</summary>
    public static void WriteDone(string path, PersonalContent content, bool json, bool quiet, Terminal terminal)
    {
        if (json)
        {
            JsonLine.Write(terminal.Lines, "result", writer =>
            {
                writer.WriteString("outcome", content.IsEmpty ? "cleared" : "customized");
                writer.WriteString("medium", path);
                WriteFiles(writer, content);
            });
        }
        else if (!quiet)
        {
            terminal.Lines.WriteLine(content.IsEmpty
                ? $"{path} has nothing personal on it any more."
                : $"{path} is personal now; `clu customize {path} --show` prints how.");
        }
    }

    private static string Text(string toml, bool secrets) => secrets ? toml : PersonalText.WithoutSecrets(toml);

    private static void Part(string heading, string text, Terminal terminal)
    {
        if (text.Length == 0)
            return;
        terminal.Lines.WriteLine(heading);
        terminal.Lines.WriteLine(text.TrimEnd('\n'));
        terminal.Lines.WriteLine();
    }

    private static void WriteFiles(Utf8JsonWriter writer, PersonalContent content)
    {
        writer.WriteStartArray("files");
        foreach ((string file, ReadOnlyMemory<byte> bytes) in content.Files)
        {
            writer.WriteStartObject();
            writer.WriteString("path", file);
            writer.WriteNumber("size", bytes.Length);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
