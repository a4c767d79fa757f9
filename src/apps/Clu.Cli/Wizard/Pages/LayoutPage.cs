using Clu.Cli.Wizard.Choices;
using Clu.Cli.Wizard.Lists;

namespace Clu.Cli.Wizard.Pages;

/// <summary>How the disks are divided.</summary>
internal sealed class LayoutPage : ListPage
{
    public override PageId Id => PageId.Layout;

    public override string Title => "Layout";

    public override bool IsComplete(WizardState state) => Fitting(state).Any(layout => layout.Name == state.Draft.Layout);

    /// <summary>The layout that was chosen.</summary>
    public static LayoutChoice? Of(WizardState state) => state.Facts.Layouts.FirstOrDefault(layout => layout.Name == state.Draft.Layout);

    protected override IReadOnlyList<string> Explanation(WizardState state) =>
        [state.Draft.Disks.Count > 1 ? "How shall the disks be divided?" : "How shall the disk be divided?"];

    protected override IReadOnlyList<ListEntry> Entries(WizardState state) =>
        [.. Fitting(state).Select(layout => new ListEntry(layout.Name, layout.Description.Length > 0 ? layout.Description : null))];

    protected override int Chosen(WizardState state) => Fitting(state).ToList().FindIndex(layout => layout.Name == state.Draft.Layout);

    protected override WizardState Choose(WizardState state, IReadOnlyList<int> entries)
    {
        LayoutChoice layout = Fitting(state)[entries[0]];
        return WizardWay.Next(state with { Draft = state.Draft with { Layout = layout.Name, Passphrase = layout.Passphrase ? state.Draft.Passphrase : null } });
    }

    // What does not fit is not offered: a layout for two disks says nothing to somebody with one.
    private static IReadOnlyList<LayoutChoice> Fitting(WizardState state) =>
        [.. state.Facts.Layouts.Where(layout => layout.DiskCount == state.Draft.Disks.Count && layout.Refusal is null)];
}
