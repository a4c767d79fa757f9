namespace Clu.Cli.Wizard.Pages;

/// <summary>Which language and country do programs speak?</summary>
internal sealed class LocalePage : NamedListPage
{
    public override PageId Id => PageId.Locale;

    public override string Title => "Language";

    protected override string None => "Leave as the system has it";

    protected override IReadOnlyList<string> Explanation(WizardState state) => ["Which language and country do programs speak?"];

    protected override IReadOnlyList<string> Names(WizardState state) => state.Facts.Locales;

    protected override string? Get(WizardState state) => state.Draft.Locale;

    protected override WizardState Set(WizardState state, string? name) => state with { Draft = state.Draft with { Locale = name } };
}
