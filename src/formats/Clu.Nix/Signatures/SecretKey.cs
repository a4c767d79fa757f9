using System.Text;
using Clu.Binary;
using NSec.Cryptography;

namespace Clu.Nix.Signatures;

/// <summary>A key that signs, <c>name:base64</c> of seed and public key, as <c>nix key generate-secret</c> writes it.</summary>
public sealed class SecretKey : IDisposable
{
    /// <summary>Bytes of the seed.</summary>
    public const int SeedSize = 32;

    private readonly Key _key;

    private SecretKey(string name, ReadOnlySpan<byte> seed)
    {
        _key = Key.Import(
            SignatureAlgorithm.Ed25519, seed, KeyBlobFormat.RawPrivateKey, new KeyCreationParameters { ExportPolicy = KeyExportPolicies.AllowPlaintextExport });
        PublicKey = new PublicKey(name, _key.PublicKey.Export(KeyBlobFormat.RawPublicKey));
    }

    /// <summary>What others check its signatures with.</summary>
    public PublicKey PublicKey { get; }

    /// <summary>Makes a key.</summary>
    /// <param name="name">Its name; no colon and no white space.</param>
    /// <param name="seed">32 bytes that nobody else can know.</param>
    /// <exception cref="CluException">CLU0107: the name is not allowed.</exception>
    public static SecretKey Create(string name, ReadOnlySpan<byte> seed)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(seed.Length, SeedSize);
        if (name.Length == 0 || name.Contains(':', StringComparison.Ordinal) || name.Any(char.IsWhiteSpace))
            throw NixErrors.InvalidKeyName(name);
        return new SecretKey(name, seed);
    }

    /// <summary>Reads the text form. What is wrong is told without the digits.</summary>
    /// <exception cref="MalformedDataException">It is none, or its two halves do not belong together.</exception>
    public static SecretKey Parse(string text)
    {
        const string Format = "secret key";
        string name;
        byte[] bytes;
        try
        {
            (name, bytes) = NamedBytes.Parse(text, SeedSize + Signatures.PublicKey.Size, Format);
        }
        catch (MalformedDataException e)
        {
            // The other error would show the secret.
            throw new MalformedDataException(Format, e.Offset, e.Field, e.Reason, e.Expected, "something else");
        }

        SecretKey key = new(name, bytes.AsSpan(0, SeedSize));
        if (key._key.PublicKey.Export(KeyBlobFormat.RawPublicKey).AsSpan().SequenceEqual(bytes.AsSpan(SeedSize)))
            return key;
        key.Dispose();
        throw new MalformedDataException(Format, name.Length + 1, "public half", MalformedReason.Inconsistent, "the one of the secret half", "another");
    }

    /// <summary>Signs a text.</summary>
    public Signature Sign(string text) => new(PublicKey.Name, SignatureAlgorithm.Ed25519.Sign(_key, Encoding.UTF8.GetBytes(text)));

    /// <summary>The text form, which is the secret itself.</summary>
    public string Export() => NamedBytes.Print(
        PublicKey.Name, [.. _key.Export(KeyBlobFormat.RawPrivateKey), .. _key.PublicKey.Export(KeyBlobFormat.RawPublicKey)]);

    /// <summary>Wipes the key from memory.</summary>
    public void Dispose() => _key.Dispose();
}
