using System.Text;
using Clu.Nix.Hashing;
using Clu.Nix.StorePaths;

namespace Clu.Stores.Local;

/// <summary>
/// The path that an object uses for itself while its real one is not known: <see cref="LocalStore.Add"/> replaces its hash part everywhere
/// in the object by the real one.
/// </summary>
public static class SelfPlaceholder
{
    /// <summary>The placeholder of objects with this name; always the same, so that builds are.</summary>
    /// <exception cref="Clu.Binary.CluException">CLU0102: the name is not allowed.</exception>
    public static StorePath For(string name)
    {
        Hash hash = Hash.Of(HashAlgorithm.Sha256, Encoding.UTF8.GetBytes("clu self reference:" + name));
        return StorePath.Create(hash.Bytes[..StorePath.HashPartSize], name);
    }
}
