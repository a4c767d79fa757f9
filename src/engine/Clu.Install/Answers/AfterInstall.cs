namespace Clu.Install.Answers;

/// <summary>What happens after an installation that succeeded.</summary>
public enum AfterInstall
{
    /// <summary>The live system goes on.</summary>
    Stay,

    /// <summary>The machine restarts.</summary>
    Reboot,

    /// <summary>The machine is switched off.</summary>
    PowerOff,
}
