using Clu.Cli.Wizard.Forms;

namespace Clu.Cli.Wizard.Pages;

/// <summary>The passphrase that an interrupted installation gave its disk.</summary>
internal sealed class UnlockPage : FormPage
{
    private static readonly FormField[] s_fields = [new("Passphrase", FieldKind.Secret)];

    public override PageId Id => PageId.Unlock;

    public override string Title => "Passphrase";

    protected override IReadOnlyList<FormField> Fields(WizardState state) => s_fields;

    protected override IReadOnlyList<FieldText> Load(WizardState state) => [FieldText.Of("")];

    protected override IReadOnlyList<string> Explanation(WizardState state) =>
        ["The disk is encrypted. To go on, type the passphrase that was chosen for it."];

    protected override string? Mistake(WizardState state, int field) => Value(state, 0).Length == 0 ? "Type the passphrase." : null;

    protected override WizardState Accept(WizardState state) => state with { Draft = state.Draft with { Passphrase = Value(state, 0) } };

    protected override WizardState Done(WizardState state) => WelcomePage.Resume(state);
}
