using System.Collections.Concurrent;
using Clu.Binary;
using Clu.Nix.NarInfos;
using Clu.Nix.StorePaths;
using Clu.Stores.Copying;

namespace Clu.Stores.Caches.Upkeep;

/// <summary>Everything that lies in a cache at one time, sorted by what it is.</summary>
internal sealed class CacheInventory
{
    private const string InfoEnding = ".narinfo";
    private const string ListingEnding = ".ls";

    private CacheInventory(
        IReadOnlyDictionary<string, CacheFile> files, IReadOnlyDictionary<StorePath, CacheEntry> entries,
        IReadOnlyList<CacheEntry> misnamed, IReadOnlyList<(CacheFile File, string Why)> malformed)
    {
        Files = files;
        Entries = entries;
        Misnamed = misnamed;
        Malformed = malformed;
    }

    /// <summary>Files that are complete, by name.</summary>
    public IReadOnlyDictionary<string, CacheFile> Files { get; }

    /// <summary>Files that are under way, or were left so.</summary>
    public IReadOnlyList<CacheFile> Temporaries { get; private init; } = [];

    /// <summary>Narinfos that are found by the path they tell.</summary>
    public IReadOnlyDictionary<StorePath, CacheEntry> Entries { get; }

    /// <summary>Narinfos whose name is that of another path: nobody finds them.</summary>
    public IReadOnlyList<CacheEntry> Misnamed { get; }

    /// <summary>Narinfos that cannot be read.</summary>
    public IReadOnlyList<(CacheFile File, string Why)> Malformed { get; }

    /// <summary>Packed NARs.</summary>
    public IEnumerable<CacheFile> Nars => Files.Values.Where(file => file.Name.StartsWith("nar/", StringComparison.Ordinal));

    /// <summary>Listings, with the hash part of their path.</summary>
    public IEnumerable<(CacheFile File, string HashPart)> Listings => Files.Values
        .Where(file => IsNamedByHash(file.Name, ListingEnding))
        .Select(file => (file, file.Name[..StorePath.HashPartLength]));

    /// <summary>Roots.</summary>
    public IEnumerable<CacheFile> Roots => Files.Values.Where(CacheRoots.IsRoot);

    /// <summary>The files of a cache that can be listed.</summary>
    /// <exception cref="CluException">CLU0312: it cannot.</exception>
    public static IEnumerable<CacheFile> FilesOf(BinaryCacheStore cache) => cache.Files.Files()
        ?? throw StoreErrors.NotSupported($"looking through '{cache.Url}', which has no list of its files", "use the file:// or s3:// URL of the same cache");

    /// <summary>Looks through a cache.</summary>
    /// <param name="cache">The cache.</param>
    /// <param name="before">What was there a while ago: narinfos that are known from it are not read again; null for nothing.</param>
    /// <param name="cancel">Ends it.</param>
    public static CacheInventory Read(BinaryCacheStore cache, CacheInventory? before, CancellationToken cancel)
    {
        ILookup<bool, CacheFile> all = FilesOf(cache).ToLookup(file => file.IsTemporary);
        Dictionary<string, CacheFile> files = all[false].ToDictionary(file => file.Name);
        Dictionary<string, CacheEntry> known = before?.Entries.Values.ToDictionary(entry => entry.File.Name) ?? [];
        ConcurrentBag<CacheEntry> entries = [];
        ConcurrentBag<(CacheFile, string)> malformed = [];
        StoreClosure.Each(
            [.. files.Values.Where(file => file.Name.EndsWith(InfoEnding, StringComparison.Ordinal) && !file.Name.Contains('/', StringComparison.Ordinal))],
            file =>
            {
                if (known.TryGetValue(file.Name, out CacheEntry? same) && same.File == file)
                {
                    entries.Add(same);
                    return;
                }

                try
                {
                    // One that has gone meanwhile is none.
                    if (cache.Files.Find(file.Name, NarInfoLimits.MaxLength) is { } text)
                        entries.Add(new CacheEntry(file, NarInfoText.Read(text, cache.Directory)));
                }
                catch (MalformedDataException e)
                {
                    malformed.Add((file, e.Message));
                }
            },
            cancel);
        ILookup<bool, CacheEntry> named = entries.ToLookup(entry => entry.File.Name == entry.Info.Object.Path.HashPart + InfoEnding);
        return new CacheInventory(
            files, named[true].ToDictionary(entry => entry.Info.Object.Path), [.. named[false].OrderBy(entry => entry.File.Name, StringComparer.Ordinal)],
            [.. malformed.OrderBy(one => one.Item1.Name, StringComparer.Ordinal)])
        {
            Temporaries = [.. all[true].OrderBy(file => file.Name, StringComparer.Ordinal)],
        };
    }

    /// <summary>Some paths and all that they refer to, as far as there are narinfos.</summary>
    public HashSet<StorePath> Closure(IEnumerable<StorePath> roots)
    {
        HashSet<StorePath> closure = [];
        Stack<StorePath> open = new(roots);
        while (open.TryPop(out StorePath? path))
        {
            if (!Entries.TryGetValue(path, out CacheEntry? entry) || !closure.Add(path))
                continue;
            foreach (StorePath reference in entry.Info.Object.References)
                open.Push(reference);
        }

        return closure;
    }

    private static bool IsNamedByHash(string name, string ending) =>
        name.Length == StorePath.HashPartLength + ending.Length && name.EndsWith(ending, StringComparison.Ordinal) && !name.Contains('/', StringComparison.Ordinal);
}
