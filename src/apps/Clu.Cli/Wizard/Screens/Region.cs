using Clu.Cli.Text;

namespace Clu.Cli.Wizard.Screens;

/// <summary>A part of a screen that is filled from top to bottom.</summary>
/// <param name="grid">The screen.</param>
/// <param name="top">Its first row.</param>
/// <param name="height">Its rows.</param>
internal sealed class Region(ScreenGrid grid, int top, int height)
{
    private const int Margin = 2;
    private const int Roomy = 16;

    private int _next;

    /// <summary>Characters a row, without margins.</summary>
    public int Width => Math.Max(1, grid.Width - (2 * Margin));

    /// <summary>Rows that are left.</summary>
    public int Left => Math.Max(0, height - _next);

    /// <summary>The signs to draw with.</summary>
    public GlyphSet Glyphs => grid.Glyphs;

    /// <summary>A line; longer ones are cut.</summary>
    public void Line(string text = "", CellStyle style = CellStyle.Plain)
    {
        if (Left > 0)
            grid.Write(top + _next, Margin, Clipped.To(text, Width), style);
        _next++;
    }

    /// <summary>A paragraph, broken between words.</summary>
    public void Paragraph(string text, CellStyle style = CellStyle.Plain, int indent = 0)
    {
        foreach (string line in Broken(text, Width - indent))
            Line(new string(' ', indent) + line, style);
    }

    /// <summary>Paragraphs and an empty line after them; where there is room, also between them.</summary>
    public void Paragraphs(IReadOnlyList<string> texts)
    {
        bool roomy = Left >= Roomy;
        foreach (string text in texts)
        {
            Paragraph(text);
            if (roomy || ReferenceEquals(text, texts[^1]))
                Line();
        }
    }

    /// <summary>A list of choices of which one has the focus; of a long one the part around it.</summary>
    public void List(IReadOnlyList<IReadOnlyList<(string Text, CellStyle Style)>> entries, int focus, int rows)
    {
        int first = FirstShown(entries, focus, rows);
        int used = 0;
        for (int i = first; i < entries.Count && used + entries[i].Count <= rows; i++)
        {
            foreach ((string text, CellStyle style) in entries[i])
            {
                Line(Clipped.To(text, Width - 2).PadRight(i == focus ? Width - 2 : 0), i == focus && style != CellStyle.Dim ? CellStyle.Reverse : style);
                used++;
            }

            bool last = i + 1 == entries.Count || used + entries[i + 1].Count > rows;
            if (first > 0 && i == first)
                grid.Write(top + _next - entries[i].Count, Margin + Width - 1, $"{Glyphs.More.Above}");
            else if (last && i + 1 < entries.Count)
                grid.Write(top + _next - 1, Margin + Width - 1, $"{Glyphs.More.Below}");
        }
    }

    /// <summary>Shows the cursor in the line that was written last.</summary>
    public void CursorAt(int column)
    {
        if (_next <= height)
            grid.Cursor = (top + _next - 1, Math.Min(grid.Width - 1, Margin + column));
    }

    private static int FirstShown(IReadOnlyList<IReadOnlyList<(string, CellStyle)>> entries, int focus, int rows)
    {
        int total = entries.Sum(entry => entry.Count);
        if (total <= rows || entries.Count == 0)
            return 0;
        // The focus stays about in the middle.
        int first = Math.Clamp(focus, 0, entries.Count - 1), above = 0;
        while (first > 0 && above + entries[first - 1].Count <= rows / 2)
            above += entries[--first].Count;
        while (first > 0 && entries.Skip(first - 1).Sum(entry => entry.Count) <= rows)
            first--;
        return first;
    }

    /// <summary>Breaks text between words; a word that is longer than a line is cut into lines.</summary>
    internal static IEnumerable<string> Broken(string text, int width)
    {
        width = Math.Max(1, width);
        string line = "";
        foreach (string word in text.Split(' '))
        {
            string rest = word;
            if (line.Length > 0 && line.Length + 1 + word.Length > width)
            {
                yield return line;
                line = "";
            }

            while (line.Length == 0 && rest.Length > width)
            {
                yield return rest[..width];
                rest = rest[width..];
            }

            line = line.Length == 0 ? rest : $"{line} {rest}";
        }

        yield return line;
    }
}
