using Clu.Nix.ContentAddresses;
using Clu.Nix.Hashing;

namespace Clu.Nix.Derivations;

/// <summary>How the content of an output is hashed, as derivations spell it.</summary>
internal static class OutputMethod
{
    /// <summary>The ATerm's <c>sha256</c>, <c>r:sha256</c> or <c>text:sha256</c>; null where it is none that clu knows.</summary>
    public static (ContentAddressMethod Method, HashAlgorithm Algorithm)? TryParse(string text)
    {
        (ContentAddressMethod method, string label) =
            text.StartsWith("r:", StringComparison.Ordinal) ? (ContentAddressMethod.Nar, text[2..])
            : text.StartsWith("text:", StringComparison.Ordinal) ? (ContentAddressMethod.Text, text[5..])
            : (ContentAddressMethod.Flat, text);
        return HashAlgorithms.TryFind(label, out HashAlgorithm algorithm) && algorithm.Label() == label && IsPossible(method, algorithm)
            ? (method, algorithm)
            : null;
    }

    /// <summary>The ATerm's word.</summary>
    public static string Format(ContentAddressMethod method, HashAlgorithm algorithm) => method switch
    {
        ContentAddressMethod.Nar => "r:",
        ContentAddressMethod.Text => "text:",
        ContentAddressMethod.Flat => "",
    } + algorithm.Label();

    /// <summary>JSON's word for the method alone.</summary>
    public static string JsonName(ContentAddressMethod method) => method switch
    {
        ContentAddressMethod.Nar => "nar",
        ContentAddressMethod.Text => "text",
        ContentAddressMethod.Flat => "flat",
    };

    /// <summary>Whether a method goes with a function: texts are hashed with SHA-256 only.</summary>
    public static bool IsPossible(ContentAddressMethod method, HashAlgorithm algorithm) =>
        method != ContentAddressMethod.Text || algorithm == HashAlgorithm.Sha256;
}
