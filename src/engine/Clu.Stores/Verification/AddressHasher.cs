using Clu.Nix.Archives;
using Clu.Nix.ContentAddresses;
using Clu.Nix.Hashing;
using Clu.Nix.StoreObjects;

namespace Clu.Stores.Verification;

/// <summary>Computes the hash that an object's content address says, from its archive.</summary>
internal static class AddressHasher
{
    /// <summary>Takes the archive; null where the hash of the archive is the address, and where there is none.</summary>
    public static Stream? For(StoreObjectInfo info) => info.ContentAddress switch
    {
        null => null,
        { Method: ContentAddressMethod.Nar } address when info.References.Contains(info.Path) => new SelfReferenceHasher(address.Hash.Algorithm, info.Path.HashPart),
        { Method: ContentAddressMethod.Nar } address => address.Hash.Algorithm == info.NarHash.Algorithm ? null : new HashSink(address.Hash.Algorithm),
        { } address => new SingleFileHasher(address.Hash.Algorithm),
    };

    /// <summary>The hash; null where the address is for one file and the archive holds something else.</summary>
    /// <param name="hasher">What <see cref="For"/> gave, with all of the archive in it.</param>
    /// <param name="narHash">The hash of the archive.</param>
    public static Hash? Finish(Stream? hasher, Hash narHash) => hasher switch
    {
        null => narHash,
        HashSink sink => sink.Finish(),
        SelfReferenceHasher modulo => modulo.Finish(),
        SingleFileHasher file => file.Finish(),
        _ => throw new InvalidOperationException($"no content address is hashed by a {hasher.GetType().Name}"),
    };
}
