using Clu.Nix.NarInfos;
using Clu.Nix.Signatures;

namespace Clu.Stores.Bundles;

/// <summary>How a bundle is made.</summary>
public sealed record BundleOptions
{
    /// <summary>How archives are packed.</summary>
    public NarCompression Compression { get; init; } = NarCompression.Zstd;

    /// <summary>The codec's level; null for its choice.</summary>
    public int? Level { get; init; }

    /// <summary>Signs the index and every object; null for nobody.</summary>
    public SecretKey? Key { get; init; }

    /// <summary>Bytes of a part; null for one file.</summary>
    public long? PartSize { get; init; }

    /// <summary>Objects packed at once; the bundle does not depend on it. Null for one a processor.</summary>
    public int? Jobs { get; init; }
}
