using System.Globalization;
using Clu.Nix.Hashing;
using Clu.Nix.StoreObjects;
using Clu.Nix.StorePaths;

namespace Clu.Nix.Signatures;

/// <summary>The text that a signature of a store object signs: <c>1;path;narHash;narSize;reference,reference…</c></summary>
public static class Fingerprint
{
    /// <summary>The text for one object.</summary>
    /// <param name="info">The object.</param>
    /// <param name="directory">Its store directory; null for <c>/nix/store</c>.</param>
    public static string Of(StoreObjectInfo info, StoreDirectory? directory = null)
    {
        directory ??= StoreDirectory.Default;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"1;{directory.Print(info.Path)};{info.NarHash.Format(HashEncoding.Nix32)};{info.NarSize};{string.Join(',', info.References.Select(directory.Print))}");
    }
}
