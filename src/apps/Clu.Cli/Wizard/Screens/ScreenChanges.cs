using System.Globalization;
using System.Text;

namespace Clu.Cli.Wizard.Screens;

/// <summary>
/// What to send to a terminal so that it shows a screen. Only what a VT100 knows: moving the cursor, clearing, bold and reverse; colours beside them.
/// Only rows that changed are sent, from their first to their last change: a serial line is slow.
/// </summary>
internal static class ScreenChanges
{
    private const string Clear = "\e[0m\e[2J\e[H";
    private const string HideCursor = "\e[?25l";
    private const string ShowCursor = "\e[?25h";

    /// <summary>What leaves the terminal usable: plain, the cursor shown below the screen.</summary>
    public static string Leave(int height) => string.Create(CultureInfo.InvariantCulture, $"\e[0m{ShowCursor}\e[{height};1H\r\n");

    /// <summary>The bytes.</summary>
    /// <param name="before">What it shows; null for nothing known.</param>
    /// <param name="after">What it shall show.</param>
    /// <param name="colours">Whether it shows colours.</param>
    public static string Between(ScreenGrid? before, ScreenGrid after, bool colours)
    {
        StringBuilder text = new();
        bool all = before is null || before.Width != after.Width || before.Height != after.Height;
        if (all)
            text.Append(Clear);
        for (int row = 0; row < after.Height; row++)
            WriteRow(text, all ? null : before, after, row, colours);
        if (text.Length == 0 && before?.Cursor == after.Cursor)
            return "";
        if (after.Cursor is { } cursor)
            Move(text, cursor.Row, cursor.Column).Append(ShowCursor);
        else if (all || before?.Cursor is not null)
            text.Append(HideCursor);
        return text.ToString();
    }

    private static void WriteRow(StringBuilder text, ScreenGrid? before, ScreenGrid after, int row, bool colours)
    {
        // Writing the last cell of the last row would scroll some terminals.
        int width = row == after.Height - 1 ? after.Width - 1 : after.Width;
        int first = 0, end = width;
        while (first < end && Was(before, row, first) == after[row, first])
            first++;
        while (end > first && Was(before, row, end - 1) == after[row, end - 1])
            end--;
        if (first == end)
            return;
        Move(text, row, first);
        CellStyle style = CellStyle.Plain;
        for (int column = first; column < end; column++)
        {
            (char character, CellStyle wanted) = after[row, column];
            if (wanted != style)
                text.Append(CodeOf(wanted, colours));
            style = wanted;
            text.Append(character);
        }

        if (style != CellStyle.Plain)
            text.Append(CodeOf(CellStyle.Plain, colours));
    }

    private static (char, CellStyle) Was(ScreenGrid? before, int row, int column) => before?[row, column] ?? (' ', CellStyle.Plain);

    private static StringBuilder Move(StringBuilder text, int row, int column) => text.Append(CultureInfo.InvariantCulture, $"\e[{row + 1};{column + 1}H");

    private static string CodeOf(CellStyle style, bool colours) => style switch
    {
        CellStyle.Plain => "\e[0m",
        CellStyle.Bold => "\e[0;1m",
        CellStyle.Dim => colours ? "\e[0;1;30m" : "\e[0m",
        CellStyle.Reverse => "\e[0;7m",
        CellStyle.Alarm => colours ? "\e[0;1;31m" : "\e[0;1m",
    };
}
