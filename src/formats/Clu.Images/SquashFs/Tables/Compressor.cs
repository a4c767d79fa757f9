using Clu.Compression;

namespace Clu.Images.SquashFs.Tables;

/// <summary>The numbers of compressors in the superblock.</summary>
internal static class Compressor
{
    private const ushort Gzip = 1;
    private const ushort Xz = 4;
    private const ushort Zstd = 6;

    /// <summary>Uncompressed images name gzip, as mksquashfs does: readers demand one they know.</summary>
    internal static ushort Number(CodecKind kind) => kind switch
    {
        CodecKind.None => Gzip,
        CodecKind.Gzip => Gzip,
        CodecKind.Xz => Xz,
        CodecKind.Zstd => Zstd,
    };

    internal static CodecKind? Kind(ushort number) => number switch
    {
        Gzip => CodecKind.Gzip,
        Xz => CodecKind.Xz,
        Zstd => CodecKind.Zstd,
        _ => null,
    };
}
