using Clu.Binary;
using Clu.Nix.StorePaths;

namespace Clu.Stores;

/// <summary>A store far away that tells of many objects at once, so that <see cref="IStore.Find"/> need not ask for each.</summary>
public interface IPrefetchingStore : IStore
{
    /// <summary>Learns of objects and all that they refer to; those that are not there are passed over.</summary>
    /// <exception cref="CluException">The store does not answer, or what it says is malformed.</exception>
    void Prefetch(IReadOnlyCollection<StorePath> roots);
}
