using System.Collections.Concurrent;
using Clu.Binary;
using Clu.Nix.StoreObjects;
using Clu.Nix.StorePaths;

namespace Clu.Stores.Copying;

/// <summary>Objects and all that they refer to.</summary>
public static class StoreClosure
{
    private const int Askers = 16;

    /// <summary>The closure of some paths, each object once, what is referred to before what refers.</summary>
    /// <exception cref="CluException">CLU0304: the store has not all of it.</exception>
    public static IReadOnlyList<StoreObjectInfo> Of(IStore store, IEnumerable<StorePath> roots, CancellationToken cancel = default)
    {
        StorePath[] first = [.. roots];
        (store as IPrefetchingStore)?.Prefetch(first);
        return Of(path => store.Find(path) ?? throw StoreErrors.UnknownPath(store.Directory.Print(path), store.Url), first, cancel);
    }

    /// <summary>The same of objects that a function finds; it is called from several threads.</summary>
    internal static IReadOnlyList<StoreObjectInfo> Of(Func<StorePath, StoreObjectInfo> find, IEnumerable<StorePath> roots, CancellationToken cancel = default)
    {
        Dictionary<StorePath, StoreObjectInfo> all = [];
        List<StorePath> wave = [.. roots.Distinct()];
        List<StorePath> first = [.. wave];
        while (wave.Count > 0)
        {
            // A cache far away is asked for many at once.
            ConcurrentBag<StoreObjectInfo> found = [];
            Each(wave, path => found.Add(find(path)), cancel);
            foreach (StoreObjectInfo info in found)
                all.Add(info.Path, info);
            wave = [.. found.SelectMany(info => info.References).Distinct().Where(path => !all.ContainsKey(path))];
        }

        return Sorted(first, all);
    }

    /// <summary>Some objects, what is referred to before what refers; references to others are passed over.</summary>
    public static IReadOnlyList<StoreObjectInfo> Sorted(IEnumerable<StoreObjectInfo> objects)
    {
        Dictionary<StorePath, StoreObjectInfo> all = objects.ToDictionary(info => info.Path);
        return Sorted(all.Keys, all);
    }

    internal static void Each<T>(IReadOnlyCollection<T> items, Action<T> action, CancellationToken cancel)
    {
        if (items.Count == 1)
        {
            action(items.First());
            return;
        }

        try
        {
            Parallel.ForEach(items, new ParallelOptions { MaxDegreeOfParallelism = Askers, CancellationToken = cancel }, action);
        }
        catch (AggregateException e) when (e.InnerExceptions.FirstOrDefault(inner => inner is CluException) is { } first)
        {
            throw first;
        }
    }

    private static List<StoreObjectInfo> Sorted(IEnumerable<StorePath> roots, Dictionary<StorePath, StoreObjectInfo> all)
    {
        List<StoreObjectInfo> sorted = new(all.Count);
        HashSet<StorePath> seen = [];
        // A stack of its own: closures can be thousands deep.
        Stack<(StoreObjectInfo Info, int Next)> open = new();
        foreach (StorePath root in roots.Order())
        {
            Enter(root);
            while (open.TryPop(out (StoreObjectInfo Info, int Next) at))
            {
                if (at.Next == at.Info.References.Count)
                {
                    sorted.Add(at.Info);
                    continue;
                }

                open.Push((at.Info, at.Next + 1));
                Enter(at.Info.References[at.Next]);
            }
        }

        return sorted;

        void Enter(StorePath path)
        {
            if (all.TryGetValue(path, out StoreObjectInfo? info) && seen.Add(path))
                open.Push((info, 0));
        }
    }
}
