using Clu.Nix.StorePaths;

namespace Clu.Stores.Caches.Upkeep;

/// <summary>What pruning removed.</summary>
/// <param name="Removed">Paths that the cache no longer has.</param>
/// <param name="Files">Files beside their narinfos.</param>
/// <param name="Kept">Paths that stayed.</param>
/// <param name="Bytes">Bytes that became free.</param>
public sealed record CachePruneResult(IReadOnlyList<StorePath> Removed, IReadOnlyList<string> Files, int Kept, long Bytes);
