using Clu.Cli.Wizard.Screens;

namespace Clu.Cli.Tests.Wizard;

public sealed class ScreenChangesTests
{
    [Fact]
    public void Only_what_changed_is_sent()
    {
        ScreenGrid before = Grid("hello", "world"), after = Grid("hello", "wOrld");

        Assert.Equal("\e[2;2HO", ScreenChanges.Between(before, after, colours: true));
        Assert.Equal("", ScreenChanges.Between(after, Grid("hello", "wOrld"), colours: true));
    }

    [Fact]
    public void The_first_screen_clears_the_terminal_and_leaves_its_last_cell_alone()
    {
        ScreenGrid grid = Grid("1234567890", "1234567890");

        Assert.Equal("\e[0m\e[2J\e[H\e[1;1H1234567890\e[2;1H123456789\e[?25l", ScreenChanges.Between(null, grid, colours: false));
    }

    [Fact]
    public void A_terminal_without_colours_gets_bold_and_reverse_only()
    {
        ScreenGrid grid = new(10, 2, GlyphSet.Ascii);
        grid.Write(0, 0, "a", CellStyle.Alarm);
        grid.Write(0, 1, "b", CellStyle.Dim);
        grid.Write(0, 2, "c", CellStyle.Reverse);

        Assert.Equal("\e[1;1H\e[0;1ma\e[0mb\e[0;7mc\e[0m", ScreenChanges.Between(Grid("", ""), grid, colours: false));
    }

    [Fact]
    public void Control_characters_never_reach_the_terminal()
    {
        ScreenGrid grid = new(20, 1, GlyphSet.Unicode);
        grid.Write(0, 0, "a\e[31mb\u009bc\u200bd\uff21é");

        Assert.Equal("a?[31mb?c?d?é", grid.ToText().TrimEnd());
    }

    private static ScreenGrid Grid(params string[] rows)
    {
        ScreenGrid grid = new(10, rows.Length, GlyphSet.Ascii);
        for (int i = 0; i < rows.Length; i++)
            grid.Write(i, 0, rows[i]);
        return grid;
    }
}
