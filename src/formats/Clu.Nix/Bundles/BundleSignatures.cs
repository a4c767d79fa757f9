using System.Text;
using Clu.Binary;
using Clu.Nix.Hashing;
using Clu.Nix.Signatures;

namespace Clu.Nix.Bundles;

/// <summary>
/// The signatures of an index, <c>key-name:base64</c>, a line each. What is signed is a text of its own, so that no signature of a store object can
/// stand for one of a bundle.
/// </summary>
public static class BundleSignatures
{
    /// <summary>Its name in the bundle.</summary>
    public const string FileName = "bundle.sig";

    /// <summary>The text that is signed for the text of an index.</summary>
    public static string Fingerprint(ReadOnlySpan<byte> index) => $"clu-bundle;1;{Hash.Of(HashAlgorithm.Sha256, index).Format(HashEncoding.Nix32)}";

    /// <summary>Writes them, sorted.</summary>
    public static byte[] Write(IEnumerable<Signature> signatures) =>
        Encoding.UTF8.GetBytes(string.Concat(signatures.Select(signature => signature.ToString()).Distinct().Order(StringComparer.Ordinal).Select(line => $"{line}\n")));

    /// <summary>Reads them.</summary>
    /// <exception cref="MalformedDataException">A line is no signature, or they are not as <see cref="Write"/> has them.</exception>
    public static IReadOnlyList<Signature> Read(ReadOnlySpan<byte> text)
    {
        if (text.Length > BundleLimits.MaxSignaturesLength)
            throw BundleIndex.Malformed(0, FileName, MalformedReason.LimitExceeded, $"at most {BundleLimits.MaxSignaturesLength} bytes", "more");
        Signature[] signatures = [.. Encoding.UTF8.GetString(text).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Signature.Parse)];
        return signatures.Length > 0 && text.SequenceEqual(Write(signatures))
            ? signatures
            : throw BundleIndex.Malformed(-1, FileName, MalformedReason.InvalidValue, "a signature a line, sorted, each once", "something else");
    }
}
