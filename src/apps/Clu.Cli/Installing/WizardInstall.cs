using Clu.Binary;
using Clu.Cli.Wizard;
using Clu.Cli.Wizard.Choices;
using Clu.Cli.Wizard.Keys;
using Clu.Cli.Wizard.Running;
using Clu.Cli.Wizard.Screens;
using Clu.Cli.Wizard.Terminals;
using Clu.Install.Answers;
using Clu.Install.Answers.Finding;

namespace Clu.Cli.Installing;

/// <summary>Installing with the wizard.</summary>
internal static class WizardInstall
{
    /// <summary>Runs it on the terminal of this process.</summary>
    /// <returns>Whether something was installed, and what comes now.</returns>
    public static async Task<(WizardState End, AfterInstall After)> RunAsync(InstallRequest request, CancellationToken cancel)
    {
        using InstallSession session = await InstallSession.OpenAsync(request, TimeProvider.System, cancel).ConfigureAwait(false);
        (FoundAnswers? found, string? unused) = await FindAsync(request, cancel).ConfigureAwait(false);
        InstallAnswers answers = request.Over(found?.Answers ?? new InstallAnswers(), session.Source.Manifest);
        InstallFacts facts = FactsReader.Read(session, answers) with { AnswersPlace = found?.Place, UnusedAnswers = unused };
        (InstallDraft draft, IReadOnlyList<PageId> given) = AnswersDraft.Of(answers, session.Resolve(answers));
        WizardMachine machine = new(TimeProvider.System);
        WizardState start = WizardMachine.Start(facts, draft, given);
        // Its first page has the focus on what was interrupted.
        if (request.Resume && facts.Interrupted is not null)
            start = machine.Press(start, new KeyPress(KeyKind.Enter));
        using WizardWork work = new(request, session, answers);
        using RawTerminal terminal = RawTerminal.OfProcess();
        WizardSession wizard = new(terminal, GlyphSet.Of(Environment.GetEnvironmentVariable), work, machine);
        WizardState end = await wizard.RunAsync(start, cancel).ConfigureAwait(false);
        return (end, end.Outcome switch
        {
            WizardOutcome.Aborted or WizardOutcome.Shell => AfterInstall.Stay,
            WizardOutcome.Reboot => AfterInstall.Reboot,
            WizardOutcome.PowerOff => AfterInstall.PowerOff,
        });
    }

    // What nobody named must not keep anybody from installing by hand.
    private static async Task<(FoundAnswers?, string? Unused)> FindAsync(InstallRequest request, CancellationToken cancel)
    {
        try
        {
            return (await AnswersSearch.FindAsync(request, cancel).ConfigureAwait(false), null);
        }
        catch (CluException e) when (request.AnswersPlace is null)
        {
            return (null, $"Answers that were found are not used: {e.Message}.");
        }
    }
}
