using Clu.Compression;
using Clu.Images.Trees;

namespace Clu.Images.SquashFs;

/// <summary>What an image depends on beside its trees.</summary>
public sealed record SquashFsOptions
{
    /// <summary>The codec of data and metadata.</summary>
    public CodecKind Codec { get; init; } = CodecKind.Zstd;

    /// <summary>Effort within <see cref="CodecLevels.Range"/>; null is <see cref="CodecLevels.Default"/>.</summary>
    public int? Level { get; init; }

    /// <summary>The size that file data is cut in.</summary>
    public BlockSize BlockSize { get; init; } = BlockSize.Largest;

    /// <summary>Threads that compress, at least 1. The image does not depend on it.</summary>
    public int Workers { get; init; } = 1;

    /// <summary>Seconds since 1970 in the superblock.</summary>
    public uint ImageTime { get; init; } = 1;

    /// <summary>Seconds since 1970 of every file; 1 in a Nix store.</summary>
    public uint FileTime { get; init; } = 1;

    /// <summary>Permission bits of the root directory.</summary>
    public UnixPermissions RootMode { get; init; } = UnixPermissions.Executable;

    /// <summary>What segments depend on.</summary>
    public SegmentSettings Segments => new(Codec, CodecLevels.Check(Codec, Level), BlockSize);
}
