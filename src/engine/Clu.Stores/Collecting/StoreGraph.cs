using Clu.Binary;
using Clu.Nix.StorePaths;

namespace Clu.Stores.Collecting;

/// <summary>All objects of a store with what keeps what; finds out what lives.</summary>
public sealed class StoreGraph
{
    private readonly Dictionary<StorePath, StoreNode> _nodes;

    /// <summary>Takes the objects over.</summary>
    /// <param name="nodes">Each path once.</param>
    public StoreGraph(IEnumerable<StoreNode> nodes) => _nodes = nodes.ToDictionary(node => node.Path);

    /// <summary>The objects.</summary>
    public IReadOnlyCollection<StoreNode> Nodes => _nodes.Values;

    /// <summary>Whether the store has an object.</summary>
    public bool Contains(StorePath path) => _nodes.ContainsKey(path);

    /// <summary>Adds some objects, and all that they keep alive, to those that live.</summary>
    /// <param name="live">Those that are known to live, with all that they keep.</param>
    /// <param name="roots">Further ones; what the store does not have is passed over.</param>
    /// <param name="rules">What is kept besides references.</param>
    public void Enliven(HashSet<StorePath> live, IEnumerable<StorePath> roots, KeepRules rules)
    {
        Stack<StoreNode> open = new();
        foreach (StorePath root in roots)
            Enter(root);
        while (open.TryPop(out StoreNode? node))
        {
            foreach (StorePath reference in node.References)
                Enter(reference);
            if (rules.Derivations && node.Deriver is { } deriver)
                Enter(deriver);
            if (rules.Outputs)
            {
                foreach (StorePath output in node.Outputs)
                    Enter(output);
            }
        }

        void Enter(StorePath path)
        {
            if (_nodes.TryGetValue(path, out StoreNode? node) && live.Add(path))
                open.Push(node);
        }
    }

    /// <summary>What refers to some objects, at once or by others, and they themselves.</summary>
    public HashSet<StorePath> WithReferrers(IEnumerable<StorePath> paths)
    {
        ILookup<StorePath, StorePath> referrers = Referrers(_nodes.Values);
        HashSet<StorePath> found = [];
        Stack<StorePath> open = new(paths.Where(Contains));
        while (open.TryPop(out StorePath? path))
        {
            if (!found.Add(path))
                continue;
            foreach (StorePath referrer in referrers[path])
                open.Push(referrer);
        }

        return found;
    }

    /// <summary>Some objects, what refers before what is referred to; of those that could come next the first in byte order.</summary>
    /// <exception cref="CluException">CLU0363: they refer to each other in a circle, which no Nix makes.</exception>
    public IReadOnlyList<StoreNode> ReferrersFirst(IReadOnlySet<StorePath> chosen)
    {
        Dictionary<StorePath, int> referrers = chosen.Where(Contains).ToDictionary(path => path, _ => 0);
        foreach (StorePath reference in referrers.Keys.ToArray().SelectMany(Others))
            referrers[reference]++;
        SortedSet<StorePath> ready = [.. referrers.Where(entry => entry.Value == 0).Select(entry => entry.Key)];
        List<StoreNode> sorted = new(referrers.Count);
        while (ready.Min is { } next)
        {
            ready.Remove(next);
            sorted.Add(_nodes[next]);
            foreach (StorePath reference in Others(next))
            {
                if (--referrers[reference] == 0)
                    ready.Add(reference);
            }
        }

        return sorted.Count == referrers.Count
            ? sorted
            : throw StoreErrors.ReferencesInACircle(referrers.Where(entry => entry.Value > 0).Min(entry => entry.Key)!.BaseName);

        IEnumerable<StorePath> Others(StorePath path) =>
            _nodes[path].References.Distinct().Where(reference => reference != path && referrers.ContainsKey(reference));
    }

    /// <summary>Who refers to each object, not counting itself.</summary>
    private static ILookup<StorePath, StorePath> Referrers(IEnumerable<StoreNode> nodes) => nodes
        .SelectMany(node => node.References.Where(reference => reference != node.Path).Select(reference => (Reference: reference, Referrer: node.Path)))
        .ToLookup(pair => pair.Reference, pair => pair.Referrer);
}
