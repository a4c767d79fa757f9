using Clu.Nix.Signatures;

namespace Clu.Stores.Caches.Upkeep;

/// <summary>How a cache is checked.</summary>
public sealed record CacheCheckOptions
{
    /// <summary>Whether the packed NARs are read and hashed.</summary>
    public bool Contents { get; init; }

    /// <summary>Keys of which one must have signed each path that is not addressed by its content; null for no such check.</summary>
    public TrustedKeys? TrustedKeys { get; init; }

    /// <summary>NARs hashed at once; null for one a processor.</summary>
    public int? Jobs { get; init; }
}
