using Clu.Cli.Wizard.Keys;
using Clu.Cli.Wizard.Screens;
using Clu.Install.Preflights;

namespace Clu.Cli.Wizard.Pages;

/// <summary>The medium is checked, or the plan is made and judged. What cannot be done is said here, and leads back only.</summary>
internal sealed class CheckPage : WizardPage
{
    public override PageId Id => PageId.Check;

    public override string Title => "Check";

    public override WizardState Press(WizardState state, KeyPress key) => key.Kind switch
    {
        KeyKind.Escape or KeyKind.Left => WizardWay.Back(state),
        KeyKind.Enter when state.Effect == WizardEffect.None => WizardWay.Back(state),
        KeyKind.Character when key.Is('b') => WizardWay.Back(state),
        KeyKind.Character when key.Is('q') => state with { Question = WizardQuestion.Abort },
        _ => state,
    };

    public override void Render(WizardState state, Region region)
    {
        if (state.Effect != WizardEffect.None)
        {
            region.Paragraph(state.Effect == WizardEffect.CheckMedium ? "The medium is read and compared with its checksum." : "Everything is checked before anything is written.");
            region.Line();
            if (state.Run is { } run)
                RunLines.Write(run, [], region);
            return;
        }

        region.Paragraph("This installation cannot be done. Nothing was written.", CellStyle.Bold);
        if (state.Failure is { } failure)
            FindingLines.Write(new PreflightFinding(FindingSeverity.Refusal, failure.Code, $"{failure.Message} ({failure.Code})", failure.Hint), region);
        foreach (PreflightFinding finding in state.Findings.OrderByDescending(finding => finding.Severity))
            FindingLines.Write(finding, region);
    }

    public override string Help(WizardState state) => state.Effect != WizardEffect.None ? "Esc back   q quit" : "Enter back, to change answers   q quit";
}
