namespace Clu.Compression;

/// <summary>The levels of effort that each algorithm has.</summary>
public static class CodecLevels
{
    /// <summary>The lowest and the highest level, both included; 0 to 0 for an algorithm without levels.</summary>
    public static (int Lowest, int Highest) Range(CodecKind kind) => kind switch
    {
        CodecKind.None => (0, 0),
        CodecKind.Gzip => (1, 9),
        CodecKind.Xz => (0, 9),
        CodecKind.Zstd => (1, 22),
    };

    /// <summary>The level that mksquashfs takes when none is named.</summary>
    public static int Default(CodecKind kind) => kind switch
    {
        CodecKind.None => 0,
        CodecKind.Gzip => 9,
        CodecKind.Xz => 6,
        CodecKind.Zstd => 15,
    };

    /// <summary>The level to use.</summary>
    /// <param name="kind">The algorithm.</param>
    /// <param name="level">The level asked for; null is <see cref="Default"/>.</param>
    /// <exception cref="Clu.Binary.CluException">It is out of <see cref="Range"/>.</exception>
    public static int Check(CodecKind kind, int? level)
    {
        (int lowest, int highest) = Range(kind);
        int wanted = level ?? Default(kind);
        return wanted >= lowest && wanted <= highest ? wanted : throw CompressionErrors.LevelOutOfRange(kind, wanted, lowest, highest);
    }
}
