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
    public static IReadOnlyList<StoreObjectInfo> Of(IStore store, IEnumerable<StorePath> roots, CancellationToken cancel = default) =>
        Of(store, roots, wave => wave, cancel);

    /// <summary>The part of a closure that is looked at.</summary>
    /// <param name="store">Where it is.</param>
    /// <param name="roots">Where to begin.</param>
    /// <param name="choose">Of paths not seen before, those that are looked at and whose references are; called with the roots first.</param>
    /// <param name="cancel">Ends it.</param>
    /// <exception cref="CluException">CLU0304: the store has not all of it.</exception>
    internal static IReadOnlyList<StoreObjectInfo> Of(
        IStore store, IEnumerable<StorePath> roots, Func<IReadOnlyList<StorePath>, IReadOnlyList<StorePath>> choose, CancellationToken cancel)
    {
        Dictionary<StorePath, StoreObjectInfo> all = [];
        HashSet<StorePath> seen = [];
        List<StorePath> wave = [.. roots.Where(seen.Add)];
        List<StorePath> first = [.. wave];
        while (wave.Count > 0)
        {
            IReadOnlyList<StorePath> chosen = choose(wave);
            foreach (StoreObjectInfo info in store.FindMany(chosen, cancel))
                all.Add(info.Path, info);
            if (chosen.FirstOrDefault(path => !all.ContainsKey(path)) is { } missing)
                throw StoreErrors.UnknownPath(store.Directory.Print(missing), store.Url);
            wave = [.. chosen.SelectMany(path => all[path].References).Where(seen.Add)];
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

    /// <summary>What is referred to before what refers, roots and references in byte order.</summary>
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
