using Clu.Nix.ContentAddresses;
using Clu.Nix.Hashing;
using Clu.Nix.Signatures;
using Clu.Nix.StoreObjects;
using Clu.Nix.StorePaths;

namespace Clu.Stores.Copying;

/// <summary>Decides whether an object may be taken from a store that is not trusted.</summary>
/// <param name="keys">Keys whose signatures count.</param>
/// <param name="directory">The store directory of the objects.</param>
public sealed class SignatureRule(TrustedKeys keys, StoreDirectory directory)
{
    private readonly StorePathFactory _paths = new(directory);

    /// <summary>Whether a trusted key signed it, or its path was computed from its content and says itself what it must hold.</summary>
    public bool Allows(StoreObjectInfo info) => IsContentAddressed(info) || keys.Valid(info, directory).Any();

    /// <summary>Whether its path was computed from the content address that it says.</summary>
    public bool IsContentAddressed(StoreObjectInfo info)
    {
        if (info.ContentAddress is not { } address)
            return false;
        bool self = info.References.Contains(info.Path);
        StoreReferences references = new([.. info.References.Where(path => path != info.Path)], self);
        // The address of an object that names itself is not its NAR hash; whether it holds is seen when its files are.
        if (!self && address is { Method: ContentAddressMethod.Nar, Hash.Algorithm: HashAlgorithm.Sha256 } && address.Hash != info.NarHash)
            return false;
        try
        {
            return _paths.FromContentAddress(info.Path.Name, address, references) == info.Path;
        }
        catch (Binary.CluException)
        {
            return false;
        }
    }
}
