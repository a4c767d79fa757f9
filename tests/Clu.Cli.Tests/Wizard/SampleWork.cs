using Clu.Cli.Wizard;
using Clu.Cli.Wizard.Choices;
using Clu.Cli.Wizard.Running;
using Clu.Stores.Progress;

namespace Clu.Cli.Tests.Wizard;

/// <summary>Work that reports as an installation does, and writes nothing.</summary>
internal sealed class SampleWork : IWizardWork
{
    private readonly TaskCompletionSource _mayEnd = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public InstallDraft? Prepared { get; private set; }

    public bool WasStopped { get; private set; }

    public void LetItEnd() => _mayEnd.SetResult();

    public Task<WizardEvent> CheckMediumAsync(IProgress<ProgressEvent> progress, CancellationToken cancel) =>
        Task.FromResult<WizardEvent>(new WizardEvent.MediumChecked("The medium is sound.", Sound: true));

    public Task<WizardEvent> PrepareAsync(InstallDraft draft, IProgress<ProgressEvent> progress, CancellationToken cancel)
    {
        Prepared = draft;
        return Task.FromResult<WizardEvent>(new WizardEvent.Prepared(SampleMachine.Plan, []));
    }

    public async Task<WizardEvent> InstallAsync(IProgress<ProgressEvent> progress, CancellationToken cancel)
    {
        progress.Report(new ProgressEvent.StepStarted("populate", "Copying the system", 100));
        progress.Report(new ProgressEvent.StepAdvanced("populate", 40, "perl-base"));
        try
        {
            await _mayEnd.Task.WaitAsync(cancel);
        }
        catch (OperationCanceledException)
        {
            WasStopped = true;
            return new WizardEvent.Failed(new Binary.CluException("CLU0900", Binary.ErrorKind.Failed, "interrupted"));
        }

        progress.Report(new ProgressEvent.StepFinished("populate", "done"));
        return new WizardEvent.Installed(["everything is there"]);
    }

    public Task<WizardEvent> ResumeAsync(InstallDraft draft, IProgress<ProgressEvent> progress, CancellationToken cancel) => InstallAsync(progress, cancel);
}
