using System.Collections.Concurrent;
using Clu.Binary;
using Clu.Nix.StoreObjects;
using Clu.Nix.StorePaths;
using Clu.Stores.Copying;

namespace Clu.Stores;

/// <summary>A place that store objects can be read from, wherever it is. Safe for several threads.</summary>
public interface IStore : IDisposable
{
    /// <summary>Its URL, for people.</summary>
    string Url { get; }

    /// <summary>The logical store directory of its objects.</summary>
    StoreDirectory Directory { get; }

    /// <summary>What it knows of an object; null when it does not have it.</summary>
    /// <exception cref="CluException">The store does not answer, or what it says of the object is malformed.</exception>
    StoreObjectInfo? Find(StorePath path);

    /// <summary>What it knows of many objects, those alone that it has, in any order. A store that is far away is asked for several at once.</summary>
    /// <exception cref="CluException">As <see cref="Find"/>.</exception>
    IReadOnlyCollection<StoreObjectInfo> FindMany(IReadOnlyCollection<StorePath> paths, CancellationToken cancel)
    {
        ConcurrentBag<StoreObjectInfo> found = [];
        StoreClosure.Each(
            paths,
            path =>
            {
                if (Find(path) is { } info)
                    found.Add(info);
            },
            cancel);
        return found;
    }

    /// <summary>Every path that it has, in byte order.</summary>
    IReadOnlyList<StorePath> Paths();

    /// <summary>The object's files. Nothing is read before the content is used.</summary>
    ObjectContent Open(StoreObjectInfo info);
}
