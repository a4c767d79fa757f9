using Clu.Binary;
using Clu.Cli.Reports;
using Clu.Cli.Wizard;
using Clu.Cli.Wizard.Choices;
using Clu.Cli.Wizard.Running;
using Clu.Install.Answers;
using Clu.Install.Execution;
using Clu.Install.Receipts;
using Clu.Media.Checksums;
using Clu.Media.Hosts;
using Clu.Stores.Progress;

namespace Clu.Cli.Installing;

/// <summary>What the wizard has done for it, by the engine.</summary>
/// <param name="request">What the command line says.</param>
/// <param name="session">Medium and machine; not disposed of here.</param>
/// <param name="given">Answers that were given beforehand.</param>
internal sealed class WizardWork(InstallRequest request, InstallSession session, InstallAnswers given) : IWizardWork, IDisposable
{
    private PreparedInstall? _prepared;
    private InstallSession? _resuming;

    public Task<WizardEvent> CheckMediumAsync(IProgress<ProgressEvent> progress, CancellationToken cancel) => GuardAsync(() =>
    {
        if (session.Source.ChecksumPath is not { } path)
            return Task.FromResult<WizardEvent>(new WizardEvent.MediumChecked("It is in memory, and cannot be checked as a whole.", Sound: true));
        MediumChecksumResult result = MediumChecksum.Verify(path, progress, cancel);
        return Task.FromResult<WizardEvent>(new WizardEvent.MediumChecked(
            result.IsSound ? "The medium is sound: every bit is as it was made." : $"The medium is damaged: {result.Damage[0]}. Write it again.", result.IsSound));
    });

    public Task<WizardEvent> PrepareAsync(InstallDraft draft, IProgress<ProgressEvent> progress, CancellationToken cancel) => GuardAsync(async () =>
    {
        MediumHost host = session.Source.Manifest.Hosts.First(one => one.Name == draft.Host);
        string? hash = draft.Password is { } password ? await PasswordHasher.HashAsync(password, cancel).ConfigureAwait(false) : null;
        _prepared = session.Prepare(DraftAnswers.Of(draft, given, host, hash), progress, cancel);
        return new WizardEvent.Prepared(_prepared.Run.Plan, _prepared.Report.Findings);
    });

    public Task<WizardEvent> InstallAsync(IProgress<ProgressEvent> progress, CancellationToken cancel) => GuardAsync(async () =>
    {
        // What was judged and confirmed, and nothing else.
        PreparedInstall prepared = _prepared!;
        prepared.RequireNoRefusal();
        return Installed(await session.RunAsync(prepared.Run, progress, cancel).ConfigureAwait(false));
    });

    public Task<WizardEvent> ResumeAsync(InstallDraft draft, IProgress<ProgressEvent> progress, CancellationToken cancel) => GuardAsync(async () =>
    {
        if (_prepared is { } prepared)
        {
            // Begun by this very wizard: its plan is still here. Before the journal there is nothing to go on with.
            InterruptedInstall? begun = session.FindInterrupted().FirstOrDefault(one => one.Header.Seed.Span.SequenceEqual(prepared.Run.Seed.Span));
            return Installed(await session.RunAsync(prepared.Run with { Resumed = begun }, progress, cancel).ConfigureAwait(false));
        }

        EncryptionAnswer? encryption = draft.Passphrase is { } passphrase
            ? (given.Encryption ?? new EncryptionAnswer()) with { Passphrase = passphrase, PassphraseFile = null }
            : given.Encryption;
        _resuming?.Dispose();
        _resuming = await InstallSession.OpenAsync(request with { Resume = true }, TimeProvider.System, cancel).ConfigureAwait(false);
        PreparedInstall resumed = await _resuming
            .PrepareResumeAsync(_resuming.OneInterrupted(null), new InstallAnswers { Encryption = encryption }, progress, cancel).ConfigureAwait(false);
        resumed.RequireNoRefusal();
        return Installed(await _resuming.RunAsync(resumed.Run, progress, cancel).ConfigureAwait(false));
    });

    public void Dispose() => _resuming?.Dispose();

    private static WizardEvent.Installed Installed(InstallReceipt receipt) => new(ReceiptReport.Lines(receipt));

    private static async Task<WizardEvent> GuardAsync(Func<Task<WizardEvent>> work)
    {
        try
        {
            return await work().ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return new WizardEvent.Failed(CliErrors.Interrupted("what was done is kept"));
        }
        catch (Exception e)
        {
            return new WizardEvent.Failed(CliErrors.From(e));
        }
    }
}
