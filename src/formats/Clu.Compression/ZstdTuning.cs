namespace Clu.Compression;

/// <summary>
/// Where zstd's own choice of parameters leaves something on the table for blocks of 1 MiB of programs. Level 3 looks for matches by the greedy
/// strategy, with three steps of search: images become 1.6 % smaller. Level 15 looks for matches of 5 bytes:
/// with 4 they become 0.8 % smaller, and a step of search less pays for the time.
/// </summary>
internal static class ZstdTuning
{
    /// <summary>Members of ZSTD_cParameter.</summary>
    private const int WindowLog = 101;
    private const int HashLog = 102;
    private const int SearchLog = 104;
    private const int MinMatch = 105;
    private const int Strategy = 107;
    private const int LongDistance = 160;
    private const int LongHashRate = 164;

    /// <summary>ZSTD_fast and ZSTD_greedy of ZSTD_strategy.</summary>
    private const int Fast = 1;
    private const int Greedy = 3;

    /// <summary>Parameters beside the level, with their values; zstd itself lowers the logarithms for small blocks.</summary>
    internal static (int Parameter, int Value)[] For(int level) => level switch
    {
        3 => [(Strategy, Greedy), (HashLog, 19), (SearchLog, 3), (MinMatch, 5)],
        15 => [(SearchLog, 5), (MinMatch, 4)],
        _ => [],
    };

    /// <summary>
    /// Parameters for whole archives; see <see cref="ZstdStreams.Pack(Stream, long)"/>. Of 2.1 GB of programs and documents they leave 9 % less than level 3 in
    /// three quarters of its time. Measured beside these: a minimum match of 5 is slower and larger, hashes of 14 and 17 bits are
    /// larger and slower, a hash rate of 5 takes a fifth more time.
    /// </summary>
    /// <param name="window">Logarithm of the window.</param>
    internal static (int Parameter, int Value)[] Archive(int window) =>
        [(ZstdLibrary.ParameterLevel, 1), (WindowLog, window), (Strategy, Fast), (HashLog, 15), (MinMatch, 6), (LongDistance, 1), (LongHashRate, 7)];
}
