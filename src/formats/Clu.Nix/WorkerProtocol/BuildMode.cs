namespace Clu.Nix.WorkerProtocol;

/// <summary>What a build is for; the numbers are those of the wire.</summary>
public enum BuildMode
{
    /// <summary>To have the outputs.</summary>
    Normal = 0,

    /// <summary>To replace damaged outputs.</summary>
    Repair = 1,

    /// <summary>To see whether it gives the same again.</summary>
    Check = 2,
}
