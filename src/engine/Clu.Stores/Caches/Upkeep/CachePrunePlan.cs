using Clu.Nix.StorePaths;

namespace Clu.Stores.Caches.Upkeep;

/// <summary>What pruning would remove.</summary>
/// <param name="Removed">Paths that the cache would no longer have, in the order of their removal: what refers before what is referred to.</param>
/// <param name="Files">Their files, and others that nothing needs.</param>
/// <param name="Kept">Paths that stay.</param>
public sealed record CachePrunePlan(IReadOnlyList<StorePath> Removed, IReadOnlyList<string> Files, int Kept)
{
    /// <summary>Bytes that become free.</summary>
    public long Bytes { get; internal init; }

    internal CacheInventory? Inventory { get; init; }

    internal DateTimeOffset Before { get; init; }
}
