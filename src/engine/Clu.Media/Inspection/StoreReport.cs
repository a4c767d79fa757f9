using Clu.Compression;
using Clu.Nix.StoreObjects;

namespace Clu.Media.Inspection;

/// <summary>The store on a medium.</summary>
public sealed record StoreReport
{
    /// <summary>Path of its image on the medium.</summary>
    public required string Path { get; init; }

    /// <summary>Bytes of the image.</summary>
    public required long Size { get; init; }

    /// <summary>Codec of the image.</summary>
    public required CodecKind Codec { get; init; }

    /// <summary>Bytes that files are cut in.</summary>
    public required int BlockSize { get; init; }

    /// <summary>Registered objects, by path.</summary>
    public required IReadOnlyList<StoreObjectInfo> Objects { get; init; }

    /// <summary>Packages by name: the system's own list, or else what store paths are called.</summary>
    public required IReadOnlyList<PackageVersion> Packages { get; init; }

    /// <summary>Whether every object was unpacked and compared with its hash; what differs is among the findings.</summary>
    public required bool IsVerified { get; init; }

    /// <summary>Bytes of all objects, unpacked.</summary>
    public long NarSize => Objects.Aggregate(0L, (sum, info) => sum > long.MaxValue - info.NarSize ? long.MaxValue : sum + info.NarSize);
}
