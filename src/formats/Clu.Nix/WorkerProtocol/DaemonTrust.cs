namespace Clu.Nix.WorkerProtocol;

/// <summary>Whether a daemon takes what a client says without signatures; the numbers are those of the wire.</summary>
public enum DaemonTrust
{
    /// <summary>It does not say; daemons before 1.35 never do.</summary>
    Unknown = 0,

    /// <summary>It does.</summary>
    Trusted = 1,

    /// <summary>It does not.</summary>
    NotTrusted = 2,
}
