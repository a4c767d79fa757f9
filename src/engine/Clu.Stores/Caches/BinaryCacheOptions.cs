using Clu.Nix.NarInfos;
using Clu.Nix.Signatures;
using Clu.Nix.StorePaths;

namespace Clu.Stores.Caches;

/// <summary>What the parameters of a cache's URL say, in Nix's words.</summary>
public sealed record BinaryCacheOptions
{
    /// <summary><c>compression</c>: how NARs are packed.</summary>
    public NarCompression Compression { get; init; } = NarCompression.Xz;

    /// <summary><c>compression-level</c>; null is the codec's own default.</summary>
    public int? Level { get; init; }

    /// <summary><c>write-nar-listing</c>: whether listings are written too.</summary>
    public bool WriteListings { get; init; }

    /// <summary><c>secret-key</c>: signs what is written.</summary>
    public SecretKey? SecretKey { get; init; }

    /// <summary><c>store</c>: the store directory that the cache must be for, or is made for; null for the one that it says.</summary>
    public StoreDirectory? Directory { get; init; }

    /// <summary><c>priority</c>, in the place of what the cache says of itself; null for that.</summary>
    public int? Priority { get; init; }
}
