namespace Clu.Cli.Wizard;

/// <summary>What comes after the wizard.</summary>
internal enum WizardOutcome
{
    /// <summary>Ended before anything was written.</summary>
    Aborted,

    /// <summary>Back to the shell.</summary>
    Shell,

    /// <summary>The machine starts anew.</summary>
    Reboot,

    /// <summary>The machine is switched off.</summary>
    PowerOff,
}
