namespace Clu.Stores.Caches.Upkeep;

/// <summary>What a check of a cache found.</summary>
/// <param name="Entries">Paths that the cache offers.</param>
/// <param name="Bytes">Bytes of their files.</param>
/// <param name="Findings">What is wrong, by name.</param>
public sealed record CacheCheckResult(int Entries, long Bytes, IReadOnlyList<CacheFinding> Findings)
{
    /// <summary>Whether all that the cache offers is there; there may be waste beside it.</summary>
    public bool IsSound => Findings.All(finding => finding.IsWaste);
}
