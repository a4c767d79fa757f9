namespace Clu.Compression;

/// <summary>
/// Where zstd's own choice of parameters leaves something on the table for blocks of 1 MiB. Level 3 has hash tables that are too small for them:
/// larger ones make images 0.3 % smaller. Level 15 looks for matches of 5 bytes: with 4, programs become 1.6 % smaller in no more time.
/// </summary>
internal static class ZstdTuning
{
    /// <summary>ZSTD_c_hashLog, ZSTD_c_chainLog and ZSTD_c_minMatch of ZSTD_cParameter.</summary>
    private const int HashLog = 102;
    private const int ChainLog = 103;
    private const int MinMatch = 105;

    /// <summary>Parameters beside the level, with their values; zstd itself lowers the logarithms for small blocks.</summary>
    internal static (int Parameter, int Value)[] For(int level) => level switch
    {
        3 => [(HashLog, 19), (ChainLog, 18)],
        15 => [(MinMatch, 4)],
        _ => [],
    };
}
