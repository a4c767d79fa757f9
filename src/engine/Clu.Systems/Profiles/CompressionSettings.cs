using Clu.Compression;
using Clu.Images.SquashFs;

namespace Clu.Systems.Profiles;

/// <summary>How the store is compressed on the medium.</summary>
/// <param name="Codec">The algorithm.</param>
/// <param name="Level">Level in the algorithm's own scale; null = its default.</param>
/// <param name="BlockSize">Size of a data block.</param>
public sealed record CompressionSettings(CodecKind Codec, int? Level, BlockSize BlockSize)
{
    /// <summary>zstd at level 15 in blocks of 1 MiB.</summary>
    public static CompressionSettings Default { get; } = new(CodecKind.Zstd, 15, BlockSize.Largest);

    /// <summary>Lowest and highest level of an algorithm; null where it has none.</summary>
    public static (int Lowest, int Highest)? LevelsOf(CodecKind codec) => codec == CodecKind.None ? null : CodecLevels.Range(codec);
}
