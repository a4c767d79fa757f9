using Clu.Cli.Wizard.Lists;

namespace Clu.Cli.Wizard.Pages;

/// <summary>One of many names, or none: then the system keeps what it has.</summary>
internal abstract class NamedListPage : ListPage
{
    protected override bool IsFiltered => true;

    public override bool Applies(WizardState state) => Names(state).Count > 0;

    public override bool IsComplete(WizardState state) => Get(state) is not { } name || Names(state).Contains(name);

    /// <summary>The names.</summary>
    protected abstract IReadOnlyList<string> Names(WizardState state);

    /// <summary>What the draft has.</summary>
    protected abstract string? Get(WizardState state);

    /// <summary>Takes it into the draft.</summary>
    protected abstract WizardState Set(WizardState state, string? name);

    /// <summary>The entry for none.</summary>
    protected abstract string None { get; }

    protected override IReadOnlyList<ListEntry> Entries(WizardState state) => [new ListEntry(None), .. Names(state).Select(name => new ListEntry(name))];

    protected override int Chosen(WizardState state) => Get(state) is { } name ? Names(state).ToList().IndexOf(name) + 1 : 0;

    protected override WizardState Choose(WizardState state, IReadOnlyList<int> entries) =>
        WizardWay.Next(Set(state, entries[0] == 0 ? null : Names(state)[entries[0] - 1]));
}
