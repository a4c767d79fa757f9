using Clu.Nix.NarInfos;
using Clu.Nix.Signatures;

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
}
