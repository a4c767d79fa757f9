using Clu.Binary;
using Clu.Nix.NarInfos;
using Clu.Nix.StoreObjects;
using Clu.Nix.StorePaths;
using Clu.Stores.Copying;

namespace Clu.Stores.Caches.Upkeep;

/// <summary>
/// Removes what no root needs. At every moment all that the cache still offers is complete: narinfos go first, what refers before what is referred
/// to, then the files that no narinfo tells of. It can be interrupted and run again.
/// </summary>
/// <param name="cache">The cache.</param>
/// <param name="clock">Says what is old.</param>
public sealed class CachePrune(BinaryCacheStore cache, TimeProvider clock)
{
    private const int Batch = 1000;

    /// <summary>Finds out what would be removed; changes nothing.</summary>
    /// <exception cref="CluException">
    /// CLU0353: the cache has no roots. CLU0355: a narinfo is malformed, or what is to be kept is not in the cache. CLU0318: a root is malformed.
    /// CLU0312: the cache cannot be listed.
    /// </exception>
    public CachePrunePlan Plan(CachePruneOptions options, CancellationToken cancel)
    {
        DateTimeOffset before = clock.GetUtcNow() - options.KeepSince;
        CacheInventory inventory = CacheInventory.Read(cache, null, cancel);
        if (inventory.Malformed is [(CacheFile bad, string why), ..])
            throw StoreErrors.CannotPrune($"'{cache.Url}/{bad.Name}' is malformed, so nobody knows what it needs: {why}");
        IReadOnlyList<CacheRoot> roots = new CacheRoots(cache).List();
        if (roots.Count == 0 && options.Keep.Count == 0 && !options.WithoutRoots)
            throw StoreErrors.NoRoots(cache.Url);
        StorePath[] named = [.. roots.SelectMany(root => root.Paths), .. options.Keep];
        if (named.FirstOrDefault(path => !inventory.Entries.ContainsKey(path)) is { } missing)
            throw StoreErrors.CannotPrune($"a root or --keep names '{cache.Directory.Print(missing)}', which '{cache.Url}' does not have");
        HashSet<StorePath> kept = inventory.Closure(
            named.Concat(inventory.Entries.Values.Where(entry => entry.File.Written > before).Select(entry => entry.Info.Object.Path)));
        StoreObjectInfo[] removed =
            [.. StoreClosure.Sorted(inventory.Entries.Values.Select(entry => entry.Info.Object).Where(info => !kept.Contains(info.Path))).Reverse()];
        CacheFile[] files = [.. Unneeded(inventory, kept, before)];
        return new CachePrunePlan([.. removed.Select(info => info.Path)], [.. files.Select(file => file.Name)], kept.Count)
        {
            Bytes = files.Sum(file => file.Size) + removed.Sum(info => inventory.Entries[info.Path].File.Size),
            Inventory = inventory,
            Before = before,
        };
    }

    /// <summary>Does what a plan says; what somebody came to need meanwhile stays.</summary>
    public CachePruneResult Run(CachePrunePlan plan, CancellationToken cancel)
    {
        CacheInventory inventory = plan.Inventory!;
        foreach (StorePath[] batch in plan.Removed.Chunk(Batch))
        {
            cancel.ThrowIfCancellationRequested();
            cache.Files.Delete([.. batch.Select(path => inventory.Entries[path].File)]);
        }

        cache.Forget(plan.Removed);
        // A writer that found these paths there may have finished one that refers to them.
        CacheInventory now = CacheInventory.Read(cache, inventory, cancel);
        NarInfo[] restored = Needed(now, inventory, plan.Removed);
        foreach (NarInfo info in restored)
            cache.Files.Write($"{info.Object.Path.HashPart}.narinfo", NarInfoText.Write(info, cache.Directory));
        HashSet<StorePath> kept = [.. now.Entries.Keys, .. restored.Select(info => info.Object.Path)];
        CacheFile[] files = [.. Unneeded(now, kept, plan.Before, restored.Select(info => info.Url))];
        foreach (CacheFile[] batch in files.Chunk(Batch))
        {
            cancel.ThrowIfCancellationRequested();
            cache.Files.Delete(batch);
        }

        HashSet<StorePath> back = [.. restored.Select(info => info.Object.Path)];
        StorePath[] gone = [.. plan.Removed.Where(path => !back.Contains(path))];
        return new CachePruneResult(
            gone, [.. files.Select(file => file.Name)], now.Entries.Count + restored.Length,
            files.Sum(file => file.Size) + gone.Sum(path => inventory.Entries[path].File.Size));
    }

    /// <summary>Removed narinfos that one which came meanwhile needs, what is referred to first.</summary>
    private static NarInfo[] Needed(CacheInventory now, CacheInventory before, IReadOnlyList<StorePath> removed)
    {
        HashSet<StorePath> candidates = [.. removed.Where(path => !now.Entries.ContainsKey(path))];
        HashSet<StorePath> needed = before.Closure(now.Entries.Values.SelectMany(entry => entry.Info.Object.References).Where(candidates.Contains));
        needed.IntersectWith(candidates);
        return [.. removed.Where(needed.Contains).Reverse().Select(path => before.Entries[path].Info)];
    }

    /// <summary>Old files that no path needs.</summary>
    private static IEnumerable<CacheFile> Unneeded(CacheInventory inventory, HashSet<StorePath> kept, DateTimeOffset before, IEnumerable<string>? alsoUsed = null)
    {
        HashSet<string> used =
        [
            .. inventory.Entries.Values.Where(entry => kept.Contains(entry.Info.Object.Path)).Concat(inventory.Misnamed).Select(entry => entry.Info.Url),
            .. alsoUsed ?? [],
        ];
        HashSet<string> hashParts = [.. kept.Select(path => path.HashPart)];
        return inventory.Nars.Where(file => !used.Contains(file.Name))
            .Concat(inventory.Listings.Where(listing => !hashParts.Contains(listing.HashPart)).Select(listing => listing.File))
            .Concat(inventory.Temporaries)
            .Where(file => file.Written <= before)
            .OrderBy(file => file.Name, StringComparer.Ordinal);
    }
}
