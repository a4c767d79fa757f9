namespace Clu.Nix.Archives;

/// <summary>How much a <see cref="NarReader"/> takes. The first three are limits of Nix 2.36's own reader, the others are clu's.</summary>
public sealed record NarLimits
{
    /// <summary>The limits that Nix itself has, and sizes that no disk holds.</summary>
    public static NarLimits Default { get; } = new();

    /// <summary>Bytes of an entry's name; a <see cref="Binary.FileName"/> takes 255.</summary>
    public int MaxNameLength { get; init; } = 255;

    /// <summary>Bytes of a symlink's target: PATH_MAX less the NUL.</summary>
    public int MaxTargetLength { get; init; } = 4095;

    /// <summary>Directories that may lie around a node.</summary>
    public int MaxDepth { get; init; } = 63;

    /// <summary>Entries of the whole archive.</summary>
    public long MaxEntries { get; init; } = 100_000_000;

    /// <summary>Bytes of one file.</summary>
    public long MaxFileSize { get; init; } = 1L << 50;
}
