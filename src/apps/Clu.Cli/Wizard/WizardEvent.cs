using Clu.Binary;
using Clu.Install.Plans;
using Clu.Install.Preflights;
using Clu.Stores.Progress;

namespace Clu.Cli.Wizard;

/// <summary>What happened outside of the pages.</summary>
internal abstract record WizardEvent
{
    /// <summary>Work reports.</summary>
    public sealed record Progressed(ProgressEvent Progress) : WizardEvent;

    /// <summary>The medium was read.</summary>
    /// <param name="Message">One sentence: what was found.</param>
    /// <param name="Sound">Whether it is as it was made.</param>
    public sealed record MediumChecked(string Message, bool Sound) : WizardEvent;

    /// <summary>The plan stands; nothing was written.</summary>
    public sealed record Prepared(InstallPlan Plan, IReadOnlyList<PreflightFinding> Findings) : WizardEvent;

    /// <summary>Installed and verified.</summary>
    /// <param name="Lines">What was done, for people.</param>
    public sealed record Installed(IReadOnlyList<string> Lines) : WizardEvent;

    /// <summary>What ran has failed.</summary>
    public sealed record Failed(CluException Error) : WizardEvent;
}
