using Clu.Binary;
using Clu.Nix.StoreObjects;

namespace Clu.Stores;

/// <summary>A store in which the files of a known object can be replaced.</summary>
public interface IRepairableStore : IWritableStore
{
    /// <summary>Puts good files in the place of an object's bad or missing ones: written beside, checked, then swapped.</summary>
    /// <param name="info">What the store knows of it.</param>
    /// <param name="content">Good files; they must have the hash and the size of <paramref name="info"/>.</param>
    /// <param name="advanced">Told the bytes of the archive, piece by piece.</param>
    /// <param name="cancel">Ends it; the object stays as it was.</param>
    /// <exception cref="CluException">CLU0310: the content is not good either; the object stays as it was. CLU0301: no space or permission.</exception>
    void Replace(StoreObjectInfo info, ObjectContent content, Action<long> advanced, CancellationToken cancel);
}
