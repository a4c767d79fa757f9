using Clu.Nix.StoreObjects;
using Clu.Nix.StorePaths;

namespace Clu.Nix.Signatures;

/// <summary>Keys whose signatures count.</summary>
/// <param name="keys">Several of one name are all tried.</param>
public sealed class TrustedKeys(IEnumerable<PublicKey> keys)
{
    private readonly ILookup<string, PublicKey> _keys = keys.ToLookup(key => key.Name, StringComparer.Ordinal);

    /// <summary>No key at all.</summary>
    public static TrustedKeys None { get; } = new([]);

    /// <summary>The signatures of an object that a trusted key made.</summary>
    public IEnumerable<Signature> Valid(StoreObjectInfo info, StoreDirectory? directory = null) => Valid(Fingerprint.Of(info, directory), info.Signatures);

    /// <summary>The signatures of a text that a trusted key made.</summary>
    public IEnumerable<Signature> Valid(string text, IEnumerable<Signature> signatures) =>
        signatures.Where(signature => _keys[signature.KeyName].Any(key => key.Verifies(text, signature)));

    /// <summary>Whether there is a key of that name.</summary>
    public bool Knows(string keyName) => _keys.Contains(keyName);
}
