using Clu.Systems.Profiles;
using Clu.Systems.Rebuilds;

namespace Clu.Media.Descriptions;

/// <summary>What a host can be rebuilt with offline.</summary>
/// <param name="Kit">The store object that keeps its build inputs; null where nobody made one.</param>
public sealed record DescribedRebuild(StoreFile? Kit)
{
    /// <summary>What may be changed; empty where that is not said.</summary>
    public IReadOnlyList<SystemChange> Allow { get; init; } = [];

    /// <summary>Bytes that a kit may have that clu finds; null for any number.</summary>
    public long? Budget { get; init; }

    /// <summary>The kit that clu is to find: for every change where none is named. Null where <see cref="Kit"/> is all that is asked for.</summary>
    public KitProfile? Wanted => Kit is null || Allow.Count > 0 ? new KitProfile(Allow.Count > 0 ? Allow : SystemChanges.All, Budget) : null;
}
