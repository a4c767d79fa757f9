using Clu.Binary;

namespace Clu.Nix.Signatures;

/// <summary>An Ed25519 signature of a store object, <c>key-name:base64</c>. See <c>docs/formats/signatures.md</c>.</summary>
public sealed record Signature
{
    /// <summary>Bytes of a signature.</summary>
    public const int Size = 64;

    private readonly string _text;

    /// <summary>Names the bytes of a signature.</summary>
    internal Signature(string keyName, ReadOnlySpan<byte> bytes)
    {
        KeyName = keyName;
        _text = NamedBytes.Print(keyName, bytes);
    }

    /// <summary>Name of the key that made it.</summary>
    public string KeyName { get; }

    /// <summary>Reads the text form.</summary>
    /// <exception cref="MalformedDataException">It is none.</exception>
    public static Signature Parse(string text)
    {
        (string name, byte[] bytes) = NamedBytes.Parse(text, Size, "signature");
        return new Signature(name, bytes);
    }

    /// <summary>The 64 bytes.</summary>
    public byte[] ToBytes() => Convert.FromBase64String(_text[(KeyName.Length + 1)..]);

    /// <summary>The text form, with padding.</summary>
    public override string ToString() => _text;
}
