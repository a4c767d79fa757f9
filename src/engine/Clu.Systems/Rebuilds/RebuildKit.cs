using Clu.Nix.StoreObjects;
using Clu.Nix.StorePaths;
using Clu.Stores.BuildGraphs;

namespace Clu.Systems.Rebuilds;

/// <summary>What a medium carries so that a system can be changed and built again without a network.</summary>
public sealed record RebuildKit
{
    /// <summary>All derivations of the system.</summary>
    public required DerivationGraph Graph { get; init; }

    /// <summary>Every change that was asked for, in that order.</summary>
    public required IReadOnlyList<ChangePlan> Changes { get; init; }

    /// <summary>Those of <see cref="Changes"/> that the kit is for.</summary>
    public required IReadOnlyList<ChangePlan> Taken { get; init; }

    /// <summary>Bytes that the kit may have; null for any number.</summary>
    public required long? Budget { get; init; }

    /// <summary>The <c>.drv</c> files and the sources that they name, without what is carried anyway.</summary>
    public required IReadOnlyList<StoreObjectInfo> Derivations { get; init; }

    /// <summary>Everything that must be carried, without what is carried anyway, by path.</summary>
    public IReadOnlyList<StoreObjectInfo> Objects =>
        [.. Derivations.Concat(Taken.SelectMany(change => change.Objects)).DistinctBy(info => info.Path).OrderBy(info => info.Path)];

    /// <summary>What has to be kept from being collected: the top derivation, and each output that a build reads.</summary>
    public IReadOnlyList<StorePath> Roots => [.. Taken.SelectMany(change => change.Roots).Append(Graph.Root.Path).Distinct().Order()];

    /// <summary>Bytes of <see cref="Objects"/> as archives.</summary>
    public long Size => Objects.Sum(info => info.NarSize);

    /// <summary>Changes that were asked for and that the budget has no room for.</summary>
    public IReadOnlyList<ChangePlan> Dropped => [.. Changes.Except(Taken)];

    /// <summary>Whether all that was asked for is in it.</summary>
    public bool IsComplete => Taken.Count == Changes.Count && Changes.All(change => change.IsPossible);

    /// <summary>Bytes that only one of the changes in the kit needs: what leaving it out would save.</summary>
    public long OwnSize(ChangePlan change)
    {
        HashSet<StorePath> others = [.. Derivations.Concat(Taken.Where(other => other != change).SelectMany(other => other.Objects)).Select(info => info.Path)];
        return change.Objects.Where(info => !others.Contains(info.Path)).Sum(info => info.NarSize);
    }
}
