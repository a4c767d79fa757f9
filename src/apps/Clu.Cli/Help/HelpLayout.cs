using Spectre.Console;

namespace Clu.Cli.Help;

/// <summary>Writes text in paragraphs and two columns, broken between words.</summary>
/// <param name="console">Where to write.</param>
/// <param name="width">Characters a line.</param>
internal sealed class HelpLayout(IAnsiConsole console, int width)
{
    private const int Indent = 2;
    private const int Gap = 2;

    private bool _begun;

    /// <summary>A paragraph from edge to edge.</summary>
    public void Paragraph(string text)
    {
        foreach (string line in Wrap(text, width))
            console.WriteLine(line);
        _begun = true;
    }

    /// <summary>A heading after an empty line.</summary>
    public void Heading(string text)
    {
        if (_begun)
            console.WriteLine();
        _begun = true;
        console.WriteLine($"{text}:", new Style(decoration: Decoration.Bold));
    }

    /// <summary>An indented line.</summary>
    public void Line(string text) => console.WriteLine($"{new string(' ', Indent)}{text}");

    /// <summary>A heading and rows in two columns; nothing where there is no row.</summary>
    public void Section(string heading, IReadOnlyList<(string Left, string Right)> rows)
    {
        if (rows.Count == 0)
            return;
        Heading(heading);
        int left = rows.Max(row => row.Left.Length) + Gap;
        foreach ((string first, string second) in rows)
        {
            string start = first.PadRight(left);
            foreach (string line in Wrap(second, Math.Max(20, width - Indent - left)))
            {
                Line(start + line);
                start = new string(' ', left);
            }
        }
    }

    private static IEnumerable<string> Wrap(string text, int width)
    {
        string line = "";
        foreach (string word in text.Split(' '))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > width)
            {
                yield return line;
                line = "";
            }

            line = line.Length == 0 ? word : $"{line} {word}";
        }

        yield return line;
    }
}
