namespace Clu.Cli.Wizard;

/// <summary>What a page waits for. Pages do nothing themselves; what runs them does it, and tells them by a <see cref="WizardEvent"/>.</summary>
internal enum WizardEffect
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>The medium's checksum is computed.</summary>
    CheckMedium,

    /// <summary>The plan is made and checked against the machine.</summary>
    Prepare,

    /// <summary>The plan is executed. Only the page of confirmation asks for it.</summary>
    Install,

    /// <summary>An interrupted installation is gone on with.</summary>
    Resume,

    /// <summary>The running installation is stopped.</summary>
    Stop,

    /// <summary>The wizard ends.</summary>
    Leave,
}
