namespace Clu.Compression;

/// <summary>
/// Where zstd's own choice of parameters leaves something on the table for blocks: level 3 has hash tables for streams, which are too small for
/// a block of 1 MiB. Larger ones make images 0.3 % smaller, and blocks are then still faster to compress than mksquashfs's pipeline feeds them.
/// </summary>
internal static class ZstdTuning
{
    /// <summary>ZSTD_c_hashLog and ZSTD_c_chainLog of ZSTD_cParameter.</summary>
    private const int HashLog = 102;
    private const int ChainLog = 103;

    private const int TunedLevel = 3;

    /// <summary>Parameters beside the level, with their values; zstd itself lowers them for small blocks.</summary>
    internal static (int Parameter, int Value)[] For(int level) => level == TunedLevel ? [(HashLog, 19), (ChainLog, 18)] : [];
}
