using Clu.Binary;
using Clu.Nix.Signatures;
using Clu.Nix.StorePaths;

namespace Clu.Stores;

/// <summary>A store that keeps signatures with its objects.</summary>
public interface ISignableStore : IWritableStore
{
    /// <summary>Adds signatures to those that an object has.</summary>
    /// <exception cref="CluException">CLU0304: the store does not have the object.</exception>
    void AddSignatures(StorePath path, IReadOnlyCollection<Signature> signatures);
}
