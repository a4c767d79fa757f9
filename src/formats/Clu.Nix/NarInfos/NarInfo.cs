using Clu.Nix.Hashing;
using Clu.Nix.StoreObjects;

namespace Clu.Nix.NarInfos;

/// <summary>What a binary cache says of one object: the object, and the file that its NAR is in. See <c>docs/formats/narinfo.md</c>.</summary>
public sealed record NarInfo
{
    /// <summary>The object.</summary>
    public required StoreObjectInfo Object { get; init; }

    /// <summary>Where the packed NAR is, relative to the cache: <c>nar/….nar.xz</c>.</summary>
    public required string Url { get; init; }

    /// <summary>How it is packed.</summary>
    public NarCompression Compression { get; init; } = NarCompression.Xz;

    /// <summary>Hash of the packed file, if told.</summary>
    public Hash? FileHash { get; init; }

    /// <summary>Bytes of the packed file, if told.</summary>
    public long? FileSize { get; init; }
}
