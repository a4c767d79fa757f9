using System.Text;
using Clu.Binary;
using NSec.Cryptography;

namespace Clu.Nix.Signatures;

/// <summary>A key that signatures are checked with, <c>name:base64</c>, as in <c>trusted-public-keys</c>.</summary>
public sealed record PublicKey
{
    /// <summary>Bytes of a key.</summary>
    public const int Size = 32;

    private readonly string _text;
    private readonly NSec.Cryptography.PublicKey _key;

    internal PublicKey(string name, ReadOnlySpan<byte> bytes)
    {
        Name = name;
        _text = NamedBytes.Print(name, bytes);
        _key = NSec.Cryptography.PublicKey.Import(SignatureAlgorithm.Ed25519, bytes, KeyBlobFormat.RawPublicKey);
    }

    /// <summary>Its name; only signatures of that name are its own.</summary>
    public string Name { get; }

    /// <summary>Reads the text form.</summary>
    /// <exception cref="MalformedDataException">It is none, or its bytes are no key.</exception>
    public static PublicKey Parse(string text)
    {
        (string name, byte[] bytes) = NamedBytes.Parse(text, Size, "public key");
        try
        {
            return new PublicKey(name, bytes);
        }
        catch (FormatException e)
        {
            throw new MalformedDataException("public key", name.Length + 1, "bytes", MalformedReason.InvalidValue, "an Ed25519 key", $"'{text}'", e);
        }
    }

    /// <summary>Whether the key of this name and of these bytes signed the text.</summary>
    public bool Verifies(string text, Signature signature) =>
        signature.KeyName == Name && SignatureAlgorithm.Ed25519.Verify(_key, Encoding.UTF8.GetBytes(text), signature.ToBytes());

    /// <inheritdoc/>
    public bool Equals(PublicKey? other) => _text == other?._text;

    /// <inheritdoc/>
    public override int GetHashCode() => _text.GetHashCode(StringComparison.Ordinal);

    /// <summary>The text form.</summary>
    public override string ToString() => _text;
}
