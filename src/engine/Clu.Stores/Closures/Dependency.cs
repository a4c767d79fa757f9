using Clu.Nix.StoreObjects;
using Clu.Nix.StorePaths;
using Clu.Stores.Copying;

namespace Clu.Stores.Closures;

/// <summary>Why one object is in the closure of another.</summary>
public sealed class Dependency
{
    private readonly Dictionary<StorePath, StoreObjectInfo> _closure;
    private readonly Dictionary<StorePath, int> _distance = [];

    /// <summary>Reads the closure.</summary>
    /// <param name="store">The store.</param>
    /// <param name="from">The object that needs the other.</param>
    /// <param name="to">The object that is needed.</param>
    /// <param name="cancel">Ends it.</param>
    public Dependency(IStore store, StorePath from, StorePath to, CancellationToken cancel)
    {
        From = from;
        To = to;
        _closure = StoreClosure.Of(store, [from], cancel).ToDictionary(info => info.Path);
        ILookup<StorePath, StorePath> referrers = _closure.Values
            .SelectMany(info => info.References.Select(reference => (info.Path, Reference: reference)))
            .ToLookup(edge => edge.Reference, edge => edge.Path);
        if (!_closure.ContainsKey(to))
            return;
        Queue<StorePath> open = new([to]);
        _distance[to] = 0;
        while (open.TryDequeue(out StorePath? at))
        {
            foreach (StorePath referrer in referrers[at])
            {
                if (_distance.TryAdd(referrer, _distance[at] + 1))
                    open.Enqueue(referrer);
            }
        }
    }

    /// <summary>The object that needs the other.</summary>
    public StorePath From { get; }

    /// <summary>The object that is needed.</summary>
    public StorePath To { get; }

    /// <summary>Whether the one needs the other at all.</summary>
    public bool Exists => _distance.ContainsKey(From);

    /// <summary>The references of an object that lead to what is needed, the nearest first.</summary>
    public IReadOnlyList<StorePath> Next(StorePath path) =>
        [.. _closure[path].References.Where(reference => reference != path && _distance.ContainsKey(reference)).OrderBy(reference => _distance[reference])];

    /// <summary>The shortest way from the one to the other, both included; empty if there is none.</summary>
    public IReadOnlyList<StorePath> Shortest()
    {
        if (!Exists)
            return [];
        List<StorePath> way = [From];
        while (way[^1] != To)
            way.Add(Next(way[^1])[0]);
        return way;
    }
}
