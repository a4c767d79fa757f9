using Clu.Nix.Signatures;
using Clu.Nix.StoreObjects;
using Clu.Nix.StorePaths;

namespace Clu.Stores;

/// <summary>Signs what a store has.</summary>
public static class StoreSigning
{
    /// <summary>Signs objects.</summary>
    /// <param name="store">Where they are.</param>
    /// <param name="objects">As the store knows them.</param>
    /// <param name="key">Signs.</param>
    /// <param name="cancel">Ends it between two objects.</param>
    /// <returns>The objects that did not have the signature.</returns>
    public static IReadOnlyList<StorePath> Sign(ISignableStore store, IEnumerable<StoreObjectInfo> objects, SecretKey key, CancellationToken cancel)
    {
        List<StorePath> signed = [];
        foreach (StoreObjectInfo info in objects)
        {
            cancel.ThrowIfCancellationRequested();
            Signature signature = key.Sign(Fingerprint.Of(info, store.Directory));
            if (info.Signatures.Contains(signature))
                continue;
            store.AddSignatures(info.Path, [signature]);
            signed.Add(info.Path);
        }

        return signed;
    }

    /// <summary>An object with a signature more, unless it has it.</summary>
    internal static StoreObjectInfo Signed(StoreObjectInfo info, SecretKey key, StoreDirectory directory)
    {
        Signature signature = key.Sign(Fingerprint.Of(info, directory));
        return info.Signatures.Contains(signature) ? info : info with { Signatures = [.. info.Signatures, signature] };
    }
}
