using Clu.Cli.Text;
using Clu.Cli.Wizard.Lists;
using Clu.Install.Disks;

namespace Clu.Cli.Wizard.Pages;

/// <summary>Onto which disks. Those that must not be written are shown with the reason.</summary>
internal sealed class DisksPage : ListPage
{
    public override PageId Id => PageId.Disks;

    public override string Title => "Disk";

    public override bool IsComplete(WizardState state) => state.Draft.Disks.Count > 0 && Of(state).Count == state.Draft.Disks.Count
        && Of(state).All(disk => Refusal(state, disk) is null);

    /// <summary>The disks that were chosen.</summary>
    public static IReadOnlyList<BlockDevice> Of(WizardState state) =>
        [.. state.Draft.Disks.Select(path => state.Facts.Disks.FirstOrDefault(disk => disk.Path == path)).OfType<BlockDevice>()];

    public override WizardState Open(WizardState state)
    {
        List<BlockDevice> all = [.. state.Facts.Disks];
        int[] chosen = [.. state.Draft.Disks.Select(path => all.FindIndex(disk => disk.Path == path)).Where(index => index >= 0 && Refusal(state, all[index]) is null)];
        int focus = chosen.Length > 0 ? chosen[0] : Math.Max(0, all.FindIndex(disk => Refusal(state, disk) is null));
        return state with { View = new PageView { Focus = focus, Marked = chosen.Length > 1 ? chosen : [] } };
    }

    protected override bool IsMarked(WizardState state) => MostDisks(state) > 1 && state.Facts.Disks.Count(disk => Refusal(state, disk) is null) > 1;

    protected override IReadOnlyList<string> Explanation(WizardState state) =>
    [
        state.Facts.Disks.All(disk => Refusal(state, disk) is not null)
            ? "No disk of this machine can be used. Attach one, or let go of what holds one, and start the wizard again."
            : IsMarked(state)
            ? "Onto which disk? Everything on it will be gone. For a mirror mark two with Space, in the order in which they shall be used."
            : "Onto which disk? Everything on it will be gone.",
    ];

    protected override IReadOnlyList<ListEntry> Entries(WizardState state) =>
        [.. state.Facts.Disks.Select(disk => new ListEntry(DiskText.Line(disk), DiskText.Contents(disk), Refusal(state, disk)))];

    protected override int Chosen(WizardState state) => 0;

    protected override WizardState Choose(WizardState state, IReadOnlyList<int> entries)
    {
        if (!state.Facts.Layouts.Any(layout => layout.DiskCount == entries.Count && layout.Refusal is null))
            return state with { View = state.View with { Mistake = $"No layout takes {entries.Count} disks; Space takes a mark away." } };
        IReadOnlyList<string> disks = [.. entries.Select(index => state.Facts.Disks[index].Path)];
        return WizardWay.Next(state with { Draft = state.Draft with { Disks = disks } });
    }

    private static int MostDisks(WizardState state) => state.Facts.Layouts.Where(layout => layout.Refusal is null).Select(layout => layout.DiskCount).DefaultIfEmpty(1).Max();

    private static string? Refusal(WizardState state, BlockDevice disk) => disk.Refusal ?? (HostPage.Of(state) is { } host && disk.Size < host.ClosureSize
        ? $"it has {Figures.Bytes(disk.Size)} and the system needs {Figures.Bytes(host.ClosureSize)}"
        : null);
}
