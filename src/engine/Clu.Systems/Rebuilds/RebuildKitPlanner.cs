using System.Numerics;
using Clu.Binary;
using Clu.Nix.StoreObjects;
using Clu.Nix.StorePaths;
using Clu.Stores;
using Clu.Stores.BuildGraphs;
using Clu.Stores.Copying;

namespace Clu.Systems.Rebuilds;

/// <summary>
/// Finds the smallest set of store objects with which a changed system can be built offline: what the derivations that are built anew read, and what
/// that refers to. What stays as it is needs neither its own inputs nor their sources.
/// </summary>
public static class RebuildKitPlanner
{
    /// <summary>Changes that are weighed against a budget at most: every set of them is tried.</summary>
    public const int MaxChanges = 12;

    /// <summary>Plans a kit.</summary>
    /// <param name="store">Where the system was built: it has its derivations, and what they read.</param>
    /// <param name="request">What for.</param>
    /// <param name="cancel">Ends it.</param>
    /// <exception cref="CluException">CLU0732: the store lacks a derivation. CLU0733: too many changes. Others as <see cref="DerivationGraph.Read"/>.</exception>
    public static RebuildKit Plan(IStore store, RebuildKitRequest request, CancellationToken cancel = default)
    {
        if (request.Changes.Count + request.Variants.Count > MaxChanges)
            throw RebuildErrors.TooManyChanges(request.Changes.Count + request.Variants.Count, MaxChanges);
        if (request.Variants.Prepend(request.Derivation).FirstOrDefault(path => store.Find(path) is null) is { } missing)
            throw RebuildErrors.NoDerivation(store.Directory.Print(missing), store.Url);
        DerivationGraph graph = DerivationGraph.Read(store, request.Derivation, cancel);
        ChangePlan[] changes =
        [
            .. request.Changes.Distinct().Select(change => Plan(change, graph, store, request.Carried, cancel)),
            .. request.Variants.Distinct().Select(path => PlanVariant(path, graph, store, request.Carried, cancel)),
        ];
        StoreObjectInfo[] derivations = [.. StoreClosure.Of(store, [graph.Root.Path], cancel).Where(info => !request.Carried.Contains(info.Path))];
        return new RebuildKit
        {
            Graph = graph,
            Changes = changes,
            Taken = Fitting(changes, derivations, request.Budget),
            Budget = request.Budget,
            Derivations = derivations,
        };
    }

    /// <summary>What one change takes, by the names of derivations.</summary>
    public static ChangePlan Plan(SystemChange change, DerivationGraph graph, IStore store, IReadOnlySet<StorePath> carried, CancellationToken cancel = default)
    {
        IReadOnlyList<BuildNode> touched = change.Touched(graph);
        return Weigh(new ChangePlan
        {
            Name = change.Word(),
            Change = change,
            Touched = touched,
            Builds = graph.WhenChanged([.. touched, graph.Root]),
            Missing = [],
            Roots = [],
            Objects = [],
        }, store, carried, cancel);
    }

    /// <summary>What it takes to build another system from this one, exactly.</summary>
    public static ChangePlan PlanVariant(StorePath variant, DerivationGraph graph, IStore store, IReadOnlySet<StorePath> carried, CancellationToken cancel = default)
    {
        DerivationGraph other = DerivationGraph.Read(store, variant, cancel);
        HashSet<StorePath> same = [.. graph.Nodes.SelectMany(node => node.Outputs.Values).OfType<StorePath>()];
        BuildPlan builds = other.WhenThere(same.Contains);
        return Weigh(new ChangePlan
        {
            Name = variant.BaseName,
            Touched = [.. builds.Built.Where(node => !node.Inputs.Any(input => builds.Built.Contains(input.Node)))],
            Builds = builds,
            Missing = [],
            Roots = [],
            Objects = [],
        }, store, carried, cancel);
    }

    private static ChangePlan Weigh(ChangePlan change, IStore store, IReadOnlySet<StorePath> carried, CancellationToken cancel)
    {
        bool IsThere(StorePath path) => carried.Contains(path) || store.Find(path) is not null;
        BuildNeed[] missing = [.. change.Builds.Needs.Where(need => need.Path is null || !IsThere(need.Path))];
        // Names tell too much rather than too little: what they tell to be built may as well stay, and is read then.
        IEnumerable<StorePath> mayStay = change.Change is null ? [] : change.Builds.Between.Select(need => need.Path).OfType<StorePath>().Where(IsThere);
        StorePath[] roots = [.. change.Builds.Needs.Except(missing).Select(need => need.Path!).Concat(mayStay).Distinct()];
        return change with
        {
            Missing = missing,
            Roots = roots,
            Objects = [.. StoreClosure.Of(store, roots.Where(path => !carried.Contains(path)), cancel).Where(info => !carried.Contains(info.Path))],
        };
    }

    /// <summary>The set of most changes that fits; of several the smallest, and then the one that has the first changes.</summary>
    private static ChangePlan[] Fitting(ChangePlan[] changes, StoreObjectInfo[] derivations, long? budget)
    {
        if (budget is not { } limit)
            return changes;
        (int Count, long Size, int Set) best = (-1, 0, 0);
        for (int set = 0; set < 1 << changes.Length; set++)
        {
            int count = BitOperations.PopCount((uint)set);
            long size = derivations.Concat(changes.Where((_, i) => IsIn(set, i)).SelectMany(change => change.Objects))
                .DistinctBy(info => info.Path).Sum(info => info.NarSize);
            if ((size <= limit || count == 0) && (count > best.Count || (count == best.Count && size < best.Size)))
                best = (count, size, set);
        }

        return [.. changes.Where((_, i) => IsIn(best.Set, i))];

        static bool IsIn(int set, int index) => (set >> index & 1) != 0;
    }
}
