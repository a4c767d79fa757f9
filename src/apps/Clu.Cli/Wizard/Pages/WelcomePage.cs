using Clu.Cli.Wizard.Lists;

namespace Clu.Cli.Wizard.Pages;

/// <summary>The first page.</summary>
internal sealed class WelcomePage : ListPage
{
    private enum Entry
    {
        Install,
        Resume,
        Check,
        Shell,
    }

    public override PageId Id => PageId.Welcome;

    public override string Title => "Welcome";

    protected override IReadOnlyList<string> Explanation(WizardState state) =>
    [
        $"This installs a system from the medium '{state.Facts.MediumLabel}' onto a disk of this machine. It needs no network.",
        "Nothing is written before you have seen a summary and typed the name of the disk. Esc goes back one page, at any time until then.",
        .. state.Facts.AnswersPlace is { } place ? new[] { $"Answers were found in {place}: what they answer is not asked, but shown in the summary." } : [],
        .. state.Facts.UnusedAnswers is { } unused ? new[] { unused } : [],
    ];

    protected override IReadOnlyList<ListEntry> Entries(WizardState state) => [.. Shown(state).Select(entry => entry switch
    {
        Entry.Install => new ListEntry("Install", "asks what to install, onto which disk, and for whom"),
        Entry.Resume => new ListEntry("Go on with an installation that was interrupted", state.Facts.Interrupted),
        Entry.Check => new ListEntry("Check the medium first", state.Medium ?? "reads all of it; the installation does that too, before it writes"),
        Entry.Shell => new ListEntry("Leave to a shell", "`clu install` comes back here"),
    })];

    protected override int Chosen(WizardState state) => state.Facts.Interrupted is null ? 0 : 1;

    protected override WizardState Choose(WizardState state, IReadOnlyList<int> entries) => Shown(state)[entries[0]] switch
    {
        Entry.Install => WizardWay.Next(state),
        Entry.Resume => state.Facts.InterruptedIsLocked ? WizardWay.GoTo(state, PageId.Unlock) : Resume(state),
        Entry.Check => WizardWay.GoTo(state, PageId.Check) with { Effect = WizardEffect.CheckMedium },
        Entry.Shell => state with { Effect = WizardEffect.Leave, Outcome = WizardOutcome.Aborted },
    };

    /// <summary>Goes on with what was interrupted.</summary>
    internal static WizardState Resume(WizardState state) =>
        WizardWay.Open(state with { HasBegun = true, History = [] }, PageId.Running) with { Effect = WizardEffect.Resume };

    private static IReadOnlyList<Entry> Shown(WizardState state) =>
        state.Facts.Interrupted is null ? [Entry.Install, Entry.Check, Entry.Shell] : [Entry.Install, Entry.Resume, Entry.Check, Entry.Shell];
}
