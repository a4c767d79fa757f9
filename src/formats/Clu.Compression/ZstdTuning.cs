namespace Clu.Compression;

/// <summary>
/// Where zstd's own choice of parameters leaves something on the table for blocks of 1 MiB of programs. Level 3 looks for matches by the greedy
/// strategy, with three steps of search: images become 1.6 % smaller. Level 15 looks for matches of 5 bytes:
/// with 4 they become 0.8 % smaller, and a step of search less pays for the time.
/// </summary>
internal static class ZstdTuning
{
    /// <summary>Members of ZSTD_cParameter.</summary>
    private const int HashLog = 102;
    private const int SearchLog = 104;
    private const int MinMatch = 105;
    private const int Strategy = 107;

    /// <summary>ZSTD_greedy of ZSTD_strategy.</summary>
    private const int Greedy = 3;

    /// <summary>Parameters beside the level, with their values; zstd itself lowers the logarithms for small blocks.</summary>
    internal static (int Parameter, int Value)[] For(int level) => level switch
    {
        3 => [(Strategy, Greedy), (HashLog, 19), (SearchLog, 3), (MinMatch, 5)],
        15 => [(SearchLog, 5), (MinMatch, 4)],
        _ => [],
    };
}
