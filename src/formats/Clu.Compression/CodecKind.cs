namespace Clu.Compression;

/// <summary>The algorithms clu knows, in the words of Nix and mksquashfs.</summary>
public enum CodecKind
{
    /// <summary>Stored as it is.</summary>
    None,

    /// <summary>zlib streams (RFC 1950), as SquashFS has them.</summary>
    Gzip,

    /// <summary>xz streams.</summary>
    Xz,

    /// <summary>Zstandard frames (RFC 8878).</summary>
    Zstd,
}
