using System.Globalization;
using System.Text;

namespace Clu.Testing;

/// <summary>What a terminal of a VT100's abilities shows after what was sent to it.</summary>
/// <param name="width">Columns.</param>
/// <param name="height">Rows.</param>
/// <param name="strict">Whether what such a terminal does not know, or text beyond its edge, is a failure; else it is passed over, as shells send more.</param>
public sealed class TerminalScreen(int width, int height, bool strict)
{
    private readonly char[,] _cells = Blank(width, height);
    private readonly StringBuilder _pending = new();
    private (int Row, int Column) _cursor;

    /// <summary>All rows, each with a line end.</summary>
    public string Text
    {
        get
        {
            StringBuilder text = new();
            for (int row = 0; row < height; row++)
            {
                for (int column = 0; column < width; column++)
                    text.Append(_cells[row, column]);
                text.Append('\n');
            }

            return text.ToString();
        }
    }

    /// <summary>Takes what was sent; a sequence may arrive in pieces.</summary>
    public void Take(string sent)
    {
        _pending.Append(sent);
        int at = 0;
        while (at < _pending.Length)
        {
            if (_pending[at] != '\e')
            {
                Put(_pending[at++]);
                continue;
            }

            int end = at + 2;
            while (end < _pending.Length && !char.IsAsciiLetter(_pending[end]))
                end++;
            if (end >= _pending.Length)
                break;
            Control(_pending.ToString(at + 2, end - at - 2), _pending[end]);
            at = end + 1;
        }

        _pending.Remove(0, at);
    }

    private static char[,] Blank(int width, int height)
    {
        char[,] cells = new char[height, width];
        for (int row = 0; row < height; row++)
        {
            for (int column = 0; column < width; column++)
                cells[row, column] = ' ';
        }

        return cells;
    }

    private void Put(char c)
    {
        if (c == '\r')
        {
            _cursor.Column = 0;
        }
        else if (c == '\n')
        {
            _cursor.Row = Math.Min(height - 1, _cursor.Row + 1);
        }
        else if (_cursor.Column < width && _cursor != (height - 1, width - 1))
        {
            _cells[_cursor.Row, _cursor.Column++] = c;
        }
        else if (strict)
        {
            // A real one would scroll or wrap.
            throw new InvalidOperationException($"'{c}' is beyond the edge of the screen");
        }
    }

    private void Control(string parameters, char final)
    {
        if (final == 'H')
        {
            int[] numbers = parameters.Length == 0 ? [1, 1] : [.. parameters.Split(';').Select(number => int.Parse(number, CultureInfo.InvariantCulture))];
            _cursor = (numbers[0] - 1, numbers[1] - 1);
        }
        else if (final == 'J' && parameters == "2")
        {
            Array.Copy(Blank(width, height), _cells, _cells.Length);
        }
        else if (strict && final is not ('m' or 'h' or 'l'))
        {
            throw new InvalidOperationException($"ESC [ {parameters} {final} is nothing that a VT100 knows");
        }
    }
}
