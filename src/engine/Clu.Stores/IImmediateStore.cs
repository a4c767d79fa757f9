using Clu.Binary;
using Clu.Nix.StoreObjects;

namespace Clu.Stores;

/// <summary>
/// A store behind another program that makes an object known as soon as it has the files, and that judges signatures itself. What an object
/// refers to must be there first; <see cref="IWritableStore.Register"/> has nothing left to do.
/// </summary>
public interface IImmediateStore : IWritableStore
{
    /// <summary>Takes an object and makes it known. Safe for several threads.</summary>
    /// <param name="info">What is known of it; what it refers to is in the store.</param>
    /// <param name="content">Its files; they must have the hash and the size of <paramref name="info"/>.</param>
    /// <param name="checkSignatures">Whether the store shall refuse what carries no signature that it trusts; some do so in any case.</param>
    /// <param name="advanced">Told the bytes of the archive, piece by piece.</param>
    /// <param name="cancel">Ends it; nothing is left behind.</param>
    /// <exception cref="CluException">CLU0310: the content is not what <paramref name="info"/> says. Others as the store refuses.</exception>
    void Add(StoreObjectInfo info, ObjectContent content, bool checkSignatures, Action<long> advanced, CancellationToken cancel);
}
