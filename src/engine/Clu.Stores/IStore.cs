using Clu.Binary;
using Clu.Nix.StoreObjects;
using Clu.Nix.StorePaths;

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

    /// <summary>Every path that it has, in byte order.</summary>
    IReadOnlyList<StorePath> Paths();

    /// <summary>The object's files. Nothing is read before the content is used.</summary>
    ObjectContent Open(StoreObjectInfo info);
}
