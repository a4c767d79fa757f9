using Clu.Binary;
using Clu.Nix.StoreObjects;
using Clu.Nix.StorePaths;

namespace Clu.Stores;

/// <summary>A store that takes objects: first their files, in any order and from several threads, then their names in the order of references.</summary>
public interface IWritableStore : IStore
{
    /// <summary>Whether it takes only objects that carry the signature of a trusted key, or whose path says what they hold.</summary>
    bool RequiresSignatures { get; }

    /// <summary>Whether what it has it has with all that it refers to, so that nobody need look what is below; a cache may have lost some.</summary>
    bool IsClosed { get; }

    /// <summary>Those of some paths that it does not have, in the order given.</summary>
    IReadOnlyList<StorePath> Missing(IReadOnlyCollection<StorePath> paths);

    /// <summary>Takes an object's files; the object stays unknown until <see cref="Register"/>.</summary>
    /// <param name="info">What is known of it.</param>
    /// <param name="content">Its files; they must have the hash and the size of <paramref name="info"/>.</param>
    /// <param name="advanced">Told the bytes of the archive, piece by piece.</param>
    /// <param name="cancel">Ends it; nothing is left behind.</param>
    /// <exception cref="CluException">CLU0310: the content is not what <paramref name="info"/> says. CLU0301: no space or permission.</exception>
    void Place(StoreObjectInfo info, ObjectContent content, Action<long> advanced, CancellationToken cancel);

    /// <summary>Makes placed objects known. What they refer to is known before, or among them.</summary>
    void Register(IReadOnlyCollection<StoreObjectInfo> objects);
}
