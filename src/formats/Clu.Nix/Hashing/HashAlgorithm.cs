namespace Clu.Nix.Hashing;

/// <summary>The hash functions that Nix formats name.</summary>
public enum HashAlgorithm
{
    /// <summary>MD5, 16 bytes: read only, for old fixed-output derivations.</summary>
    Md5,

    /// <summary>SHA-1, 20 bytes: read only, for old fixed-output derivations.</summary>
    Sha1,

    /// <summary>SHA-256, 32 bytes: NAR hashes and store paths.</summary>
    Sha256,

    /// <summary>SHA-512, 64 bytes.</summary>
    Sha512,
}
