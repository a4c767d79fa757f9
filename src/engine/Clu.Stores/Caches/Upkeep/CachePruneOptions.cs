using Clu.Nix.StorePaths;

namespace Clu.Stores.Caches.Upkeep;

/// <summary>What is kept when a cache is pruned, besides what its roots keep.</summary>
public sealed record CachePruneOptions
{
    /// <summary>A day: longer than any copy should take.</summary>
    public static TimeSpan DefaultAge { get; } = TimeSpan.FromDays(1);

    /// <summary>Paths to keep, with all that they refer to.</summary>
    public IReadOnlyCollection<StorePath> Keep { get; init; } = [];

    /// <summary>
    /// What was written within this time is kept, with all that it refers to, and so are files that nothing refers to yet: their writer may not be
    /// done.
    /// </summary>
    public TimeSpan KeepSince { get; init; } = DefaultAge;

    /// <summary>Whether a cache without roots is pruned too.</summary>
    public bool WithoutRoots { get; init; }
}
