namespace Clu.Cli.Wizard.Pages;

/// <summary>Which keyboard does the console have?</summary>
internal sealed class KeyboardPage : NamedListPage
{
    public override PageId Id => PageId.Keyboard;

    public override string Title => "Keyboard";

    protected override string None => "Leave as the system has it";

    protected override IReadOnlyList<string> Explanation(WizardState state) => ["Which keyboard does the console have?"];

    protected override IReadOnlyList<string> Names(WizardState state) => state.Facts.Keymaps;

    protected override string? Get(WizardState state) => state.Draft.Keymap;

    protected override WizardState Set(WizardState state, string? name) => state with { Draft = state.Draft with { Keymap = name } };
}
