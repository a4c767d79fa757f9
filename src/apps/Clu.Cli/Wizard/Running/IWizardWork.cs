using Clu.Cli.Wizard.Choices;
using Clu.Stores.Progress;

namespace Clu.Cli.Wizard.Running;

/// <summary>What the wizard has done for it. Errors are events, never exceptions; a cancelled work's event is not looked at before the confirmation.</summary>
internal interface IWizardWork
{
    /// <summary>Reads the medium and compares it with its checksum.</summary>
    Task<WizardEvent> CheckMediumAsync(IProgress<ProgressEvent> progress, CancellationToken cancel);

    /// <summary>Makes a plan of the answers and judges it. Writes nothing.</summary>
    Task<WizardEvent> PrepareAsync(InstallDraft draft, IProgress<ProgressEvent> progress, CancellationToken cancel);

    /// <summary>Carries out the plan that was prepared last.</summary>
    Task<WizardEvent> InstallAsync(IProgress<ProgressEvent> progress, CancellationToken cancel);

    /// <summary>Goes on with what was interrupted.</summary>
    Task<WizardEvent> ResumeAsync(InstallDraft draft, IProgress<ProgressEvent> progress, CancellationToken cancel);
}
