using Clu.Cli.Wizard.Forms;
using Clu.Cli.Wizard.Keys;
using Clu.Cli.Wizard.Screens;
using Clu.Install.Disks;
using Clu.Install.Preflights;

namespace Clu.Cli.Wizard.Pages;

/// <summary>The last page before something is written: the name of the disk is typed. Nothing else leads on.</summary>
internal sealed class ConfirmPage : WizardPage
{
    private const int FieldWidth = 30;

    public override PageId Id => PageId.Confirm;

    public override string Title => "Confirmation";

    public override WizardState Open(WizardState state) => state with { View = new PageView { Fields = [FieldText.Of("")] } };

    public override WizardState Press(WizardState state, KeyPress key) => key.Kind switch
    {
        KeyKind.Escape => WizardWay.Back(state),
        KeyKind.Enter when state.Plan is not null && IsConfirmed(state) =>
            WizardWay.Open(state with { History = [], HasBegun = true }, PageId.Running) with { Effect = WizardEffect.Install },
        KeyKind.Enter => state with { View = state.View with { Mistake = $"This is not the name. Type {Wanted(state)}, or go back with Esc." } },
        _ => state.View.Fields[0].Press(key) is { } typed ? state with { View = state.View with { Fields = [typed], Mistake = null } } : state,
    };

    public override void Render(WizardState state, Region region)
    {
        foreach (BlockDevice disk in DisksPage.Of(state))
        {
            region.Line(DiskText.Line(disk), CellStyle.Bold);
            region.Paragraph(SummaryPage.Loss(disk), CellStyle.Alarm);
        }

        foreach (PreflightFinding finding in state.Findings.Where(finding => finding.Severity == FindingSeverity.Warning))
            FindingLines.Write(finding, region);
        region.Line();
        region.Paragraph($"Everything was checked. To install now, type the name of the disk: {Wanted(state)}");
        region.Line();
        (string text, int cursor) = state.View.Fields[0].Window(FieldWidth, null);
        region.Line($"Disk  [{text.PadRight(FieldWidth, '_')}]", CellStyle.Bold);
        region.CursorAt("Disk  [".Length + cursor);
    }

    public override string Help(WizardState state) => "Enter install   Esc back   Ctrl-C quit";

    /// <summary>What has to be typed: the names of all disks, with a blank between.</summary>
    internal static string Wanted(WizardState state) => string.Join(' ', state.Draft.Disks.Select(DiskText.NameOf));

    private static bool IsConfirmed(WizardState state)
    {
        string[] typed = [.. state.View.Fields[0].Text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(DiskText.NameOf)];
        return typed.Length > 0 && string.Join(' ', typed) == Wanted(state);
    }
}
