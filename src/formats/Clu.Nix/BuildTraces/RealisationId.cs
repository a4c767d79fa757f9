using Clu.Binary;
using Clu.Nix.Hashing;
using Clu.Nix.StorePaths;

namespace Clu.Nix.BuildTraces;

/// <summary>An output of a derivation, as Nix named it until 2.33: <c>sha256:hex!output</c>.</summary>
/// <param name="Derivation">The derivation's hash modulo fixed outputs.</param>
/// <param name="Output">Name of its output.</param>
public sealed record RealisationId(Hash Derivation, string Output)
{
    /// <summary>Reads the text form.</summary>
    /// <exception cref="MalformedDataException">It is none.</exception>
    public static RealisationId Parse(string text)
    {
        int mark = text.IndexOf('!', StringComparison.Ordinal);
        if (mark < 0 || !StorePath.IsName(text[(mark + 1)..]))
            throw new MalformedDataException("realisation", -1, "id", MalformedReason.InvalidValue, "HASH!OUTPUT", StorePath.Shown(text));
        return new RealisationId(Hash.Parse(text[..mark]), text[(mark + 1)..]);
    }

    /// <summary>The text form, with the hash in base 16.</summary>
    public override string ToString() => $"{Derivation.Format(HashEncoding.Base16)}!{Output}";
}
