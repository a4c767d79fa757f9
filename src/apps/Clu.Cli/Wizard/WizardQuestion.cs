namespace Clu.Cli.Wizard;

/// <summary>A question over a page, answered by y or n.</summary>
internal enum WizardQuestion
{
    /// <summary>Leave, though nothing is installed?</summary>
    Abort,

    /// <summary>Stop in the middle?</summary>
    Stop,
}
