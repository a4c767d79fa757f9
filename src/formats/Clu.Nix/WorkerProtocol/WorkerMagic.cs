namespace Clu.Nix.WorkerProtocol;

/// <summary>The numbers that begin a connection and the messages of a daemon.</summary>
internal static class WorkerMagic
{
    public const string Format = "worker protocol";

    /// <summary>"cxin", the client's greeting.</summary>
    public const ulong Client = 0x6e697863;

    /// <summary>"oixd", the daemon's.</summary>
    public const ulong Daemon = 0x6478696f;

    /// <summary>A line of the log.</summary>
    public const ulong Next = 0x6f6c6d67;

    /// <summary>The daemon wants bytes.</summary>
    public const ulong Read = 0x64617461;

    /// <summary>The daemon has bytes beside its answer; no operation of today does that.</summary>
    public const ulong Write = 0x64617416;

    /// <summary>The work is done, the answer follows.</summary>
    public const ulong Last = 0x616c7473;

    /// <summary>The work failed.</summary>
    public const ulong Error = 0x63787470;

    /// <summary>Something begins that may be shown.</summary>
    public const ulong StartActivity = 0x53545254;

    /// <summary>It ended.</summary>
    public const ulong StopActivity = 0x53544f50;

    /// <summary>Something is told about it.</summary>
    public const ulong Result = 0x52534c54;
}
