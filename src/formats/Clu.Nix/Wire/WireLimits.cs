namespace Clu.Nix.Wire;

/// <summary>How much of a worker or serve protocol a <see cref="ProtocolReader"/> takes; Nix itself has no limits.</summary>
internal static class WireLimits
{
    /// <summary>Bytes of a store path, a name, a hash, a signature: PATH_MAX.</summary>
    public const int MaxStringLength = 4096;

    /// <summary>Bytes of a message for people; some hold the last lines of a build.</summary>
    public const int MaxMessageLength = 1 << 20;

    /// <summary>Bytes of a realisation in JSON.</summary>
    public const int MaxRealisationLength = 1 << 20;

    /// <summary>Members of a list or set; the largest closures of today have some ten thousand.</summary>
    public const int MaxCount = 1_000_000;

    /// <summary>Bytes of a list or set, so that a liar's list takes no more memory than a large closure.</summary>
    public const long MaxListLength = 128 << 20;
}
