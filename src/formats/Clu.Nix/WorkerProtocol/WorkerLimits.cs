namespace Clu.Nix.WorkerProtocol;

/// <summary>How much a client takes from a daemon, beside what all strings and lists of the wire are held to. Nix itself has no limits.</summary>
public static class WorkerLimits
{
    /// <summary>Traces of an error; Nix has a few.</summary>
    public const int MaxTraces = 1000;

    /// <summary>Fields of an activity or a result; Nix has at most four.</summary>
    public const int MaxFields = 64;

    /// <summary>Features of a version; Nix has five.</summary>
    public const int MaxFeatures = 1000;

    /// <summary>Bytes that the daemon may ask for at once, and of a frame; Nix asks for 32 KiB.</summary>
    public const int MaxPiece = 1 << 26;
}
