namespace Clu.Compression;

/// <summary>The way to codecs: a factory for each algorithm, with its level checked at once.</summary>
public static class Codecs
{
    /// <summary>Makes a factory.</summary>
    /// <param name="kind">The algorithm.</param>
    /// <param name="level">Effort, within <see cref="CodecLevels.Range"/>; null is <see cref="CodecLevels.Default"/>.</param>
    /// <param name="maxBlock">
    /// Largest block in bytes, compressed or decompressed: the xz dictionary has this size, and zstd frames that need a larger window are refused.
    /// </param>
    /// <exception cref="Clu.Binary.CluException">The algorithm has no such level.</exception>
    public static CodecFactory Factory(CodecKind kind, int? level, int maxBlock)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxBlock);
        int effort = CodecLevels.Check(kind, level);
        return kind switch
        {
            CodecKind.None => static () => new StoredCodec(),
            CodecKind.Gzip => () => new ZlibCodec(effort),
            CodecKind.Xz => () => new XzCodec(effort, maxBlock),
            CodecKind.Zstd when ZstdLibrary.IsAvailable => () => new NativeZstdCodec(effort, maxBlock),
            CodecKind.Zstd => () => new ManagedZstdCodec(effort, maxBlock),
        };
    }
}
