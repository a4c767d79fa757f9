using Clu.Nix.BinaryCaches;
using Clu.Nix.StorePaths;

namespace Clu.Stores.Caches.Upkeep;

/// <summary>What a cache keeps under a name, with all that it refers to.</summary>
/// <param name="Name">The name.</param>
/// <param name="Paths">At least one.</param>
public sealed record CacheRoot(CacheRootName Name, IReadOnlyList<StorePath> Paths);
