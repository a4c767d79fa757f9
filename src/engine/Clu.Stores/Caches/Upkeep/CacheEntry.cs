using Clu.Nix.NarInfos;

namespace Clu.Stores.Caches.Upkeep;

/// <summary>A narinfo that lies in a cache.</summary>
/// <param name="File">Its file.</param>
/// <param name="Info">What it says.</param>
internal sealed record CacheEntry(CacheFile File, NarInfo Info);
