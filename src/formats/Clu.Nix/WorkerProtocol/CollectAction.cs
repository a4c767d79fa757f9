namespace Clu.Nix.WorkerProtocol;

/// <summary>What collecting garbage does; the numbers are those of the wire.</summary>
public enum CollectAction
{
    /// <summary>Tells what is needed.</summary>
    ReturnLive = 0,

    /// <summary>Tells what is not needed.</summary>
    ReturnDead = 1,

    /// <summary>Deletes what is not needed.</summary>
    DeleteDead = 2,

    /// <summary>Deletes the paths named, unless they are needed.</summary>
    DeleteSpecific = 3,
}
