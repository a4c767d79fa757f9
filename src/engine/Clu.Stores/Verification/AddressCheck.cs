using Clu.Binary;
using Clu.Nix.Archives;
using Clu.Nix.Hashing;
using Clu.Nix.StoreObjects;
using Clu.Nix.StorePaths;

namespace Clu.Stores.Verification;

/// <summary>
/// Sees that an object is what its content address says, before a store knows it. Such an object needs no signature, because its path says what it
/// holds: whoever does not look takes anything.
/// </summary>
internal static class AddressCheck
{
    /// <summary>Checks files that are there.</summary>
    /// <param name="info">What is said of the object; its hash is that of the files.</param>
    /// <param name="content">The files; read only where the hash of the archive does not tell.</param>
    /// <param name="directory">The store directory, for errors.</param>
    /// <exception cref="CluException">CLU0344: they are something else.</exception>
    public static void Verify(StoreObjectInfo info, ObjectContent content, StoreDirectory directory)
    {
        using Stream? hasher = AddressHasher.For(info);
        if (hasher is not null)
            content.WriteNar(hasher);
        Verify(info, hasher, info.NarHash, directory.Print(info.Path));
    }

    /// <summary>Checks what a hasher saw.</summary>
    /// <param name="info">What is said of the object.</param>
    /// <param name="hasher">What <see cref="AddressHasher.For"/> gave, with all of the archive in it.</param>
    /// <param name="narHash">The hash of the archive.</param>
    /// <param name="path">Its path, for errors.</param>
    /// <exception cref="CluException">CLU0344: it is something else.</exception>
    public static void Verify(StoreObjectInfo info, Stream? hasher, Hash narHash, string path)
    {
        if (info.ContentAddress is not { } address || AddressHasher.Finish(hasher, narHash) == address.Hash)
            return;
        // Nix 2.17 to 2.34 address objects that refer to themselves otherwise, and must be able to hand them on.
        if ((hasher as SelfReferenceHasher)?.WithoutOffsets != address.Hash)
            throw StoreErrors.NotItsAddress(path, $"{address}");
    }
}
