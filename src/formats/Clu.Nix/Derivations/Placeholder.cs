using System.Text;
using Clu.Nix.Hashing;
using Clu.Nix.StorePaths;

namespace Clu.Nix.Derivations;

/// <summary>
/// What stands in a derivation for an output path that is not known yet: <c>/</c> and 52 digits that nothing else holds. Replaced when it is built.
/// </summary>
public sealed class Placeholder
{
    private readonly Hash _hash;

    private Placeholder(string text) => _hash = Hash.Of(HashAlgorithm.Sha256, Encoding.UTF8.GetBytes(text));

    /// <summary>For an output of the derivation that it stands in, as <c>builtins.placeholder</c>.</summary>
    public static Placeholder OwnOutput(string output) => new($"nix-output:{output}");

    /// <summary>For an output of another derivation.</summary>
    /// <param name="derivation">Its path.</param>
    /// <param name="output">The output's name.</param>
    /// <exception cref="Binary.MalformedDataException">It is not the path of a derivation.</exception>
    public static Placeholder OutputOf(StorePath derivation, string output)
    {
        string name = Derivation.NameOf(derivation);
        string named = output == Derivation.DefaultOutput ? name : $"{name}-{output}";
        return new($"nix-upstream-output:{derivation.HashPart}:{named}");
    }

    /// <summary>For an output of a derivation that is itself an output.</summary>
    /// <param name="derivation">Stands for the derivation.</param>
    /// <param name="output">The output's name.</param>
    public static Placeholder OutputOf(Placeholder derivation, string output) =>
        new($"nix-computed-output:{Nix32.Encode(StorePathFactory.Fold(derivation._hash))}:{output}");

    /// <summary>The text to be replaced.</summary>
    public override string ToString() => "/" + _hash.Digits(HashEncoding.Nix32);
}
