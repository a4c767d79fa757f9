using Clu.Cli.Text;
using Clu.Cli.Wizard.Keys;
using Clu.Cli.Wizard.Screens;

namespace Clu.Cli.Wizard.Pages;

/// <summary>The installation runs. There is no way back; Ctrl-C asks whether to stop.</summary>
internal sealed class RunningPage : WizardPage
{
    public override PageId Id => PageId.Running;

    public override string Title => "Installing";

    public override WizardState Press(WizardState state, KeyPress key) => state;

    public override void Render(WizardState state, Region region)
    {
        if (state.Run is not { } run)
            return;
        region.Line($"{(state.Effect == WizardEffect.Stop ? "Stopping" : "Installing")} since {Figures.Duration(run.Elapsed)}");
        region.Line();
        RunLines.Write(run, state.Plan?.Steps ?? [], region);
        if (run.Warnings.Count > 0)
            region.Paragraph($"Warning: {run.Warnings[^1]}", CellStyle.Bold);
    }

    public override string Help(WizardState state) => "Please wait, and leave the medium where it is   Ctrl-C stop";
}
