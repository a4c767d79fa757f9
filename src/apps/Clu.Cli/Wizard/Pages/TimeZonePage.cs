namespace Clu.Cli.Wizard.Pages;

/// <summary>In which time zone does the machine stand?</summary>
internal sealed class TimeZonePage : NamedListPage
{
    public override PageId Id => PageId.TimeZone;

    public override string Title => "Time zone";

    protected override string None => "Leave as the system has it (UTC, if it says nothing)";

    protected override IReadOnlyList<string> Explanation(WizardState state) => ["In which time zone does the machine stand?"];

    protected override IReadOnlyList<string> Names(WizardState state) => state.Facts.TimeZones;

    protected override string? Get(WizardState state) => state.Draft.TimeZone;

    protected override WizardState Set(WizardState state, string? name) => state with { Draft = state.Draft with { TimeZone = name } };
}
