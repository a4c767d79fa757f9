using System.Collections.Concurrent;
using Clu.Binary;
using Clu.Nix.StoreObjects;
using Clu.Nix.StorePaths;

namespace Clu.Stores;

/// <summary>Several stores as one to read from: each object comes from the first that has it.</summary>
public sealed class StoreUnion : IStore
{
    private readonly IReadOnlyList<IStore> _stores;
    private readonly ConcurrentDictionary<StorePath, IStore> _origins = new();

    /// <summary>Puts them together.</summary>
    /// <param name="stores">At least one, the first to be asked first; disposed with this.</param>
    /// <exception cref="CluException">CLU0315: they have different store directories.</exception>
    public StoreUnion(IReadOnlyList<IStore> stores)
    {
        _stores = stores.Count > 0 ? stores : throw new ArgumentException("a union of no stores has nothing", nameof(stores));
        if (stores.FirstOrDefault(store => store.Directory != stores[0].Directory) is { } other)
            throw StoreErrors.OtherDirectory(other.Url, other.Directory.Path, stores[0].Directory.Path);
    }

    /// <inheritdoc/>
    public string Url => string.Join(", ", _stores.Select(store => store.Url));

    /// <inheritdoc/>
    public StoreDirectory Directory => _stores[0].Directory;

    /// <inheritdoc/>
    public StoreObjectInfo? Find(StorePath path)
    {
        foreach (IStore store in _stores)
        {
            if (store.Find(path) is { } info)
            {
                _origins.TryAdd(path, store);
                return info;
            }
        }

        return null;
    }

    /// <inheritdoc/>
    public IReadOnlyCollection<StoreObjectInfo> FindMany(IReadOnlyCollection<StorePath> paths, CancellationToken cancel)
    {
        List<StoreObjectInfo> found = [];
        HashSet<StorePath> left = [.. paths];
        foreach (IStore store in _stores.TakeWhile(_ => left.Count > 0))
        {
            foreach (StoreObjectInfo info in store.FindMany(left, cancel))
            {
                _origins.TryAdd(info.Path, store);
                found.Add(info);
            }

            left.ExceptWith(found.Select(info => info.Path));
        }

        return found;
    }

    /// <inheritdoc/>
    public IReadOnlyList<StorePath> Paths() => [.. _stores.SelectMany(store => store.Paths()).Distinct().Order()];

    /// <inheritdoc/>
    public ObjectContent Open(StoreObjectInfo info) =>
        (_origins.TryGetValue(info.Path, out IStore? store) ? store : _stores.FirstOrDefault(each => each.Find(info.Path) is not null) ?? _stores[0]).Open(info);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (IStore store in _stores)
            store.Dispose();
    }
}
