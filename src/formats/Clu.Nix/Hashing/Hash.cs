using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using Clu.Binary;

namespace Clu.Nix.Hashing;

/// <summary>A hash and the function that made it. Text forms are on <c>docs/formats/hashes.md</c>.</summary>
public readonly struct Hash : IEquatable<Hash>
{
    private readonly byte[]? _bytes;

    /// <summary>Takes over the bytes of a hash.</summary>
    /// <param name="algorithm">The function that made them.</param>
    /// <param name="bytes">As many as the function gives; copied.</param>
    /// <exception cref="ArgumentException">The count is wrong.</exception>
    public Hash(HashAlgorithm algorithm, ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != algorithm.Size())
            throw new ArgumentException($"a {algorithm.Label()} hash has {algorithm.Size()} bytes, not {bytes.Length}", nameof(bytes));
        Algorithm = algorithm;
        _bytes = bytes.ToArray();
    }

    /// <summary>The function that made it.</summary>
    public HashAlgorithm Algorithm { get; }

    /// <summary>Its bytes.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes;

    /// <summary>Hashes data.</summary>
    public static Hash Of(HashAlgorithm algorithm, ReadOnlySpan<byte> data) => algorithm switch
    {
        HashAlgorithm.Md5 => new Hash(algorithm, MD5.HashData(data)),
        HashAlgorithm.Sha1 => new Hash(algorithm, SHA1.HashData(data)),
        HashAlgorithm.Sha256 => new Hash(algorithm, SHA256.HashData(data)),
        HashAlgorithm.Sha512 => new Hash(algorithm, SHA512.HashData(data)),
    };

    /// <summary>Reads <c>algorithm:digits</c>, where the count of digits tells the encoding, or <c>algorithm-base64</c>.</summary>
    /// <exception cref="MalformedDataException">It is neither.</exception>
    public static Hash Parse(string text) => HashText.Parse(text, assumed: null);

    /// <summary>Reads what <see cref="Parse(string)"/> reads, and bare digits of a hash whose function is known.</summary>
    /// <exception cref="MalformedDataException">It is none of these, or names another function.</exception>
    public static Hash Parse(string text, HashAlgorithm algorithm) => HashText.Parse(text, algorithm);

    /// <summary>Reads what <see cref="Parse(string)"/> reads.</summary>
    public static bool TryParse(string text, out Hash hash) => HashText.TryParse(text, assumed: null, out hash, out _);

    /// <summary>The hash with the name of its function: <c>sha256:digits</c>, for <see cref="HashEncoding.Sri"/> <c>sha256-digits</c>.</summary>
    public string Format(HashEncoding encoding) =>
        $"{Algorithm.Label()}{(encoding == HashEncoding.Sri ? '-' : ':')}{Digits(encoding)}";

    /// <summary>The digits alone.</summary>
    public string Digits(HashEncoding encoding) => encoding switch
    {
        HashEncoding.Base16 => Convert.ToHexStringLower(Bytes),
        HashEncoding.Nix32 => Nix32.Encode(Bytes),
        HashEncoding.Base64 or HashEncoding.Sri => Convert.ToBase64String(Bytes),
    };

    /// <inheritdoc/>
    public bool Equals(Hash other) => Algorithm == other.Algorithm && Bytes.SequenceEqual(other.Bytes);

    /// <inheritdoc/>
    public override bool Equals([NotNullWhen(true)] object? obj) => obj is Hash other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        HashCode hash = default;
        hash.AddBytes(Bytes);
        return hash.ToHashCode();
    }

    /// <summary>The SRI form.</summary>
    public override string ToString() => Format(HashEncoding.Sri);

    /// <summary>Same function and same bytes.</summary>
    public static bool operator ==(Hash left, Hash right) => left.Equals(right);

    /// <summary>Another function or other bytes.</summary>
    public static bool operator !=(Hash left, Hash right) => !left.Equals(right);
}
