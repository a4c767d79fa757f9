using Clu.Binary;
using Clu.Nix.Hashing;
using Clu.Nix.StorePaths;

namespace Clu.Nix.ContentAddresses;

/// <summary>
/// The content that a store path was computed from, as the <c>ca</c> column of a Nix database and the <c>CA</c> field of a narinfo write it:
/// <c>text:sha256:…</c>, <c>fixed:sha256:…</c> or <c>fixed:r:sha256:…</c>.
/// </summary>
public sealed record ContentAddress
{
    private const string Format = "content address";

    /// <summary>Makes an address.</summary>
    /// <param name="method">What is hashed.</param>
    /// <param name="hash">Its hash.</param>
    /// <exception cref="ArgumentException">A text is always hashed with SHA-256.</exception>
    public ContentAddress(ContentAddressMethod method, Hash hash)
    {
        if (method == ContentAddressMethod.Text && hash.Algorithm != HashAlgorithm.Sha256)
            throw new ArgumentException("a text is always hashed with SHA-256", nameof(hash));
        Method = method;
        Hash = hash;
    }

    /// <summary>What is hashed.</summary>
    public ContentAddressMethod Method { get; }

    /// <summary>Its hash.</summary>
    public Hash Hash { get; }

    /// <summary>Reads the text form; the digits may be base 16, Nix base 32 or base 64.</summary>
    /// <exception cref="MalformedDataException">It is none, or of a method that clu does not read (git).</exception>
    public static ContentAddress Parse(string text)
    {
        (ContentAddressMethod method, string hash) =
            text.StartsWith("text:", StringComparison.Ordinal) ? (ContentAddressMethod.Text, text[5..])
            : text.StartsWith("fixed:r:", StringComparison.Ordinal) ? (ContentAddressMethod.Nar, text[8..])
            : text.StartsWith("fixed:git:", StringComparison.Ordinal) ? throw Malformed(MalformedReason.Unsupported, text)
            : text.StartsWith("fixed:", StringComparison.Ordinal) ? (ContentAddressMethod.Flat, text[6..])
            : throw Malformed(MalformedReason.InvalidValue, text);
        // An SRI hash is not part of this form.
        int separator = hash.AsSpan().IndexOfAny(':', '-');
        if (separator < 0 || hash[separator] != ':')
            throw Malformed(MalformedReason.InvalidValue, text);
        Hash parsed = Hash.Parse(hash);
        return method == ContentAddressMethod.Text && parsed.Algorithm != HashAlgorithm.Sha256
            ? throw Malformed(MalformedReason.InvalidValue, text)
            : new ContentAddress(method, parsed);
    }

    /// <summary>The canonical text form, in Nix base 32.</summary>
    public override string ToString()
    {
        string prefix = Method switch
        {
            ContentAddressMethod.Text => "text:",
            ContentAddressMethod.Flat => "fixed:",
            ContentAddressMethod.Nar => "fixed:r:",
        };
        return prefix + Hash.Format(HashEncoding.Nix32);
    }

    private static MalformedDataException Malformed(MalformedReason reason, string text) => new(
        Format, -1, "method", reason, "text:sha256:…, fixed:algorithm:… or fixed:r:algorithm:…", StorePath.Shown(text));
}
