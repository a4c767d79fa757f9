using Clu.Binary;
using Clu.Nix.StorePaths;
using Clu.Stores.Roots;

namespace Clu.Stores.Collecting;

/// <summary>Decides what goes. Pure: it sees a store as it was at one moment.</summary>
/// <param name="graph">The objects.</param>
/// <param name="request">What is to be collected.</param>
internal sealed class CollectionPlanner(StoreGraph graph, CollectionRequest request)
{
    /// <summary>What is kept besides references. Who names objects means these.</summary>
    public KeepRules Rules => request.Only is null ? request.Rules : KeepRules.ReferencesOnly;

    /// <summary>Splits the objects.</summary>
    /// <param name="roots">What keeps objects.</param>
    /// <param name="directory">For errors.</param>
    /// <returns>The dead, referrers first, and the live ones.</returns>
    /// <exception cref="CluException">CLU0360: one that must go is alive. CLU0363: references in a circle.</exception>
    public (IReadOnlyList<StoreNode> Dead, HashSet<StorePath> Live) Split(IReadOnlyCollection<StoreRoot> roots, StoreDirectory directory)
    {
        HashSet<StorePath> live = [];
        graph.Enliven(live, roots.Select(root => root.Path).Concat(request.Keep), Rules);
        if (request.Only is not null)
        {
            HashSet<StorePath> named = [.. request.Only];
            // What somebody else refers to who is not named stays.
            graph.Enliven(live, graph.WithReferrers(named).Where(path => !named.Contains(path)), Rules);
            if ((request.Required ?? request.Only).Where(live.Contains).Min() is { } alive)
                throw StoreErrors.Alive(directory.Print(alive), Reason(alive, roots, directory));
            return (graph.ReferrersFirst(named.Where(path => !live.Contains(path)).ToHashSet()), live);
        }

        return (graph.ReferrersFirst(graph.Nodes.Select(node => node.Path).Where(path => !live.Contains(path)).ToHashSet()), live);
    }

    /// <summary>Why an object lives, in words.</summary>
    private string Reason(StorePath alive, IReadOnlyCollection<StoreRoot> roots, StoreDirectory directory)
    {
        HashSet<StorePath> keepers = graph.WithReferrers([alive]);
        if (roots.FirstOrDefault(root => keepers.Contains(root.Path)) is { } root)
            return root.Path == alive ? $"'{root.Source}' is a root of it" : $"'{root.Source}' is a root of '{directory.Print(root.Path)}', which needs it";
        if (request.Keep.FirstOrDefault(keepers.Contains) is { } kept)
            return $"'{directory.Print(kept)}' is to be kept";
        return keepers.Where(path => path != alive && !request.Only!.Contains(path)).Min() is { } referrer
            ? $"'{directory.Print(referrer)}' refers to it"
            : "what refers to it is alive";
    }
}
