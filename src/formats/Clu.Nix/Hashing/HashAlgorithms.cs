using System.Security.Cryptography;

namespace Clu.Nix.Hashing;

/// <summary>What is known of each <see cref="HashAlgorithm"/>.</summary>
public static class HashAlgorithms
{
    /// <summary>Bytes of a hash.</summary>
    public static int Size(this HashAlgorithm algorithm) => algorithm switch
    {
        HashAlgorithm.Md5 => MD5.HashSizeInBytes,
        HashAlgorithm.Sha1 => SHA1.HashSizeInBytes,
        HashAlgorithm.Sha256 => SHA256.HashSizeInBytes,
        HashAlgorithm.Sha512 => SHA512.HashSizeInBytes,
    };

    /// <summary>The name in Nix formats, for example <c>sha256</c>.</summary>
    public static string Label(this HashAlgorithm algorithm) => algorithm switch
    {
        HashAlgorithm.Md5 => "md5",
        HashAlgorithm.Sha1 => "sha1",
        HashAlgorithm.Sha256 => "sha256",
        HashAlgorithm.Sha512 => "sha512",
    };

    /// <summary>Finds the algorithm by its <see cref="Label"/>; upper case is refused, as Nix does.</summary>
    public static bool TryFind(ReadOnlySpan<char> label, out HashAlgorithm algorithm)
    {
        foreach (HashAlgorithm candidate in Enum.GetValues<HashAlgorithm>())
        {
            if (label.SequenceEqual(candidate.Label()))
            {
                algorithm = candidate;
                return true;
            }
        }

        algorithm = default;
        return false;
    }

    internal static HashAlgorithmName SystemName(this HashAlgorithm algorithm) => algorithm switch
    {
        HashAlgorithm.Md5 => HashAlgorithmName.MD5,
        HashAlgorithm.Sha1 => HashAlgorithmName.SHA1,
        HashAlgorithm.Sha256 => HashAlgorithmName.SHA256,
        HashAlgorithm.Sha512 => HashAlgorithmName.SHA512,
    };
}
