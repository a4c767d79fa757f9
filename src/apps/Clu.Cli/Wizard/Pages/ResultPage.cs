using Clu.Cli.Text;
using Clu.Cli.Wizard.Keys;
using Clu.Cli.Wizard.Lists;
using Clu.Cli.Wizard.Screens;

namespace Clu.Cli.Wizard.Pages;

/// <summary>How it ended, and what comes now.</summary>
internal sealed class ResultPage : ListPage
{
    private enum Entry
    {
        Reboot,
        PowerOff,
        Resume,
        Shell,
    }

    public override PageId Id => PageId.Result;

    public override string Title => "Result";

    public override WizardState Open(WizardState state) => state with { View = new PageView() };

    public override WizardState Press(WizardState state, KeyPress key) =>
        key.Kind is KeyKind.Escape or KeyKind.Left || key.Is('b') || key.Is('q') ? state : base.Press(state, key);

    public override void Render(WizardState state, Region region)
    {
        if (state.Receipt is { } receipt)
        {
            region.Line("Installed, and verified.", CellStyle.Bold);
            region.Line();
            foreach (string line in receipt)
                region.Paragraph(line);
            if (state.Run is { } run)
            {
                region.Line($"It took {Figures.Duration(run.Elapsed)}.");
                foreach (string warning in run.Warnings)
                    region.Paragraph($"Warning: {warning}", CellStyle.Bold);
            }
        }
        else
        {
            region.Line("Not installed.", CellStyle.Alarm);
            region.Line();
            if (state.Failure is { } failure)
            {
                region.Paragraph(FindingLines.Sentence($"{failure.Message} ({failure.Code})"));
                if (failure.Hint is { } hint)
                    region.Paragraph(FindingLines.Sentence(hint));
                if (failure.Untouched is { } untouched)
                    region.Paragraph(FindingLines.Sentence(untouched));
            }

            region.Line();
            region.Paragraph("The disk cannot be used as it is. What was done is recorded on it: `clu install --resume` goes on from there, also after a restart of this medium.");
        }

        region.Line();
        base.Render(state, region);
    }

    public override string Help(WizardState state) => "Up/Down move   Enter take";

    protected override IReadOnlyList<string> Explanation(WizardState state) => state.Receipt is not null ? ["Remove the medium, or choose the disk in the firmware's boot menu."] : [];

    protected override IReadOnlyList<ListEntry> Entries(WizardState state) => [.. Shown(state).Select(entry => entry switch
    {
        Entry.Reboot => new ListEntry("Restart"),
        Entry.PowerOff => new ListEntry("Switch off"),
        Entry.Resume => new ListEntry("Try again from where it stopped"),
        Entry.Shell => new ListEntry("Leave to a shell"),
    })];

    protected override int Chosen(WizardState state) => 0;

    protected override WizardState Choose(WizardState state, IReadOnlyList<int> entries) => Shown(state)[entries[0]] switch
    {
        Entry.Resume => WizardWay.Open(state, PageId.Running) with { Effect = WizardEffect.Resume },
        Entry.Reboot => state with { Effect = WizardEffect.Leave, Outcome = WizardOutcome.Reboot },
        Entry.PowerOff => state with { Effect = WizardEffect.Leave, Outcome = WizardOutcome.PowerOff },
        Entry.Shell => state with { Effect = WizardEffect.Leave, Outcome = WizardOutcome.Shell },
    };

    private static IReadOnlyList<Entry> Shown(WizardState state) =>
        state.Receipt is not null ? [Entry.Reboot, Entry.PowerOff, Entry.Shell] : [Entry.Resume, Entry.Shell, Entry.PowerOff];
}
