using Clu.Install.Plans;

namespace Clu.Install.Execution;

/// <summary>How an installation is carried out.</summary>
public sealed record InstallOptions
{
    /// <summary>Where the target is mounted meanwhile.</summary>
    public string Root { get; init; } = TargetRoot.Default;

    /// <summary>The log in the live system.</summary>
    public string LogFile { get; init; } = InstallLog.LivePath;

    /// <summary>The lock in the live system.</summary>
    public string LockFile { get; init; } = InstallLock.DefaultPath;

    /// <summary>Whether the medium is read as a whole before a disk is touched.</summary>
    public bool VerifyMedium { get; init; } = true;
}
