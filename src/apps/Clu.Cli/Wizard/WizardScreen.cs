using Clu.Cli.Wizard.Pages;
using Clu.Cli.Wizard.Screens;

namespace Clu.Cli.Wizard;

/// <summary>Draws the wizard: title, page, what is wrong, keys.</summary>
internal static class WizardScreen
{
    private const int LeastWidth = 40;
    private const int LeastHeight = 12;
    private const int Roomy = 20;

    /// <summary>The screen of a state.</summary>
    public static ScreenGrid Render(WizardState state, int width, int height, GlyphSet glyphs)
    {
        ScreenGrid grid = new(width, height, glyphs);
        WizardPage page = WizardPages.Of(state.Page);
        if (width < LeastWidth || height < LeastHeight)
        {
            grid.Write(0, 0, $"{page.Title}: too small, {LeastWidth}x{LeastHeight} at least");
            return grid;
        }

        int gap = height >= Roomy ? 1 : 0;
        grid.Write(0, 0, new string(' ', width), CellStyle.Reverse);
        grid.Write(0, 1, $" clu   {page.Title}", CellStyle.Reverse);
        string place = Place(state);
        grid.Write(0, width - place.Length - 2, place, CellStyle.Reverse);
        int top = 1 + gap;
        page.Render(state, new Region(grid, top, height - top - 3 - gap));
        grid.Write(height - 2, 0, new string(glyphs.Rule, width));
        grid.Write(height - 1, 2, page.Help(state));
        WriteMessage(state, new Region(grid, height - 3 - gap, 1 + gap), grid);
        return grid;
    }

    private static void WriteMessage(WizardState state, Region region, ScreenGrid grid)
    {
        if (state.Question is { } question)
        {
            grid.Cursor = null;
            region.Paragraph(TextOf(question), CellStyle.Reverse);
        }
        else if (state.View.Mistake is { } mistake)
        {
            region.Paragraph(mistake, CellStyle.Alarm);
        }
        else if (state.View.Notice is { } notice)
        {
            region.Paragraph(notice, CellStyle.Bold);
        }
    }

    private static string TextOf(WizardQuestion question) => question switch
    {
        WizardQuestion.Abort => "Leave? Nothing was written, and nothing will be.  y yes   n no",
        WizardQuestion.Stop => "Stop? The disk is of no use then, until it is resumed.  y yes   n no",
    };

    private static string Place(WizardState state)
    {
        List<WizardPage> asked = [.. WizardPages.Asking.Where(page => page.Applies(state))];
        int at = asked.FindIndex(page => page.Id == state.Page);
        return at < 0 ? "" : $"{at + 1} of {asked.Count}";
    }
}
