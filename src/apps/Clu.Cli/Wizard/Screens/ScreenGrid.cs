using System.Text;

namespace Clu.Cli.Wizard.Screens;

/// <summary>A screen full of characters, before it is shown.</summary>
internal sealed class ScreenGrid
{
    private readonly (char Character, CellStyle Style)[] _cells;

    /// <summary>Makes an empty screen.</summary>
    public ScreenGrid(int width, int height, GlyphSet glyphs)
    {
        Width = width;
        Height = height;
        Glyphs = glyphs;
        _cells = new (char, CellStyle)[width * height];
        Array.Fill(_cells, (' ', CellStyle.Plain));
    }

    /// <summary>Characters a row.</summary>
    public int Width { get; }

    /// <summary>Rows.</summary>
    public int Height { get; }

    /// <summary>What it is drawn with.</summary>
    public GlyphSet Glyphs { get; }

    /// <summary>Where the cursor is shown, from 0; null hides it.</summary>
    public (int Row, int Column)? Cursor { get; set; }

    /// <summary>What is at a place.</summary>
    public (char Character, CellStyle Style) this[int row, int column] => _cells[(row * Width) + column];

    /// <summary>Writes text; what does not fit is not shown.</summary>
    public void Write(int row, int column, string text, CellStyle style = CellStyle.Plain)
    {
        if (row < 0 || row >= Height)
            return;
        foreach (char c in text)
        {
            if (column >= 0 && column < Width)
                _cells[(row * Width) + column] = (Glyphs.Shown(c), style);
            column++;
        }
    }

    /// <summary>The characters alone, a line each, without blanks at the end.</summary>
    public string ToText()
    {
        StringBuilder text = new();
        for (int row = 0; row < Height; row++)
        {
            StringBuilder line = new();
            for (int column = 0; column < Width; column++)
                line.Append(this[row, column].Character);
            text.Append(line.ToString().TrimEnd(' ')).Append('\n');
        }

        return text.ToString();
    }
}
