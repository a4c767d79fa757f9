using Clu.Nix.StoreObjects;
using Clu.Nix.StorePaths;
using Clu.Stores.BuildGraphs;

namespace Clu.Systems.Rebuilds;

/// <summary>What one change takes.</summary>
public sealed record ChangePlan
{
    /// <summary>The word of the change; for a variant the name of its derivation.</summary>
    public required string Name { get; init; }

    /// <summary>The change; null for a variant.</summary>
    public SystemChange? Change { get; init; }

    /// <summary>Derivations that the change touches itself, as far as their names tell; of a variant all that the system does not have.</summary>
    public required IReadOnlyList<BuildNode> Touched { get; init; }

    /// <summary>What is built, and what must be there before.</summary>
    public required BuildPlan Builds { get; init; }

    /// <summary>Needs that the store does not have: nobody can carry them before they are built or fetched.</summary>
    public required IReadOnlyList<BuildNeed> Missing { get; init; }

    /// <summary>
    /// The paths that the builds read, as far as the store has them. Where names alone told what changes, outputs of what may stay as it is are among them.
    /// </summary>
    public required IReadOnlyList<StorePath> Roots { get; init; }

    /// <summary>What must be carried for it: the roots and all that they refer to, without what is carried anyway; what is referred to stands first.</summary>
    public required IReadOnlyList<StoreObjectInfo> Objects { get; init; }

    /// <summary>Whether everything that it needs can be carried.</summary>
    public bool IsPossible => Missing.Count == 0;

    /// <summary>Bytes of <see cref="Objects"/> as archives.</summary>
    public long Size => Objects.Sum(info => info.NarSize);
}
