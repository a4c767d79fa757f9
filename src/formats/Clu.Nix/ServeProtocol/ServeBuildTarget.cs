using Clu.Binary;
using Clu.Nix.Derivations;
using Clu.Nix.StorePaths;

namespace Clu.Nix.ServeProtocol;

/// <summary>What is to be built: an object, a derivation with all of its outputs, or some of them (<c>PATH!out,dev</c>).</summary>
/// <param name="Path">The object or the derivation.</param>
/// <param name="Outputs">Names of outputs; empty for all.</param>
public sealed record ServeBuildTarget(StorePath Path, IReadOnlyList<string> Outputs)
{
    /// <summary>Whether outputs of <see cref="Path"/> are meant, not the path itself.</summary>
    public bool IsDerivation => Outputs.Count > 0 || Derivation.IsDerivation(Path);

    internal static ServeBuildTarget Parse(string text, StoreDirectory directory)
    {
        int mark = text.IndexOf('!', StringComparison.Ordinal);
        if (mark < 0)
            return new ServeBuildTarget(directory.Parse(text), []);
        string[] outputs = text[(mark + 1)..] is "*" ? [] : text[(mark + 1)..].Split(',');
        return outputs.All(StorePath.IsName)
            ? new ServeBuildTarget(directory.Parse(text[..mark]), outputs)
            : throw new MalformedDataException("build target", -1, "outputs", MalformedReason.InvalidValue, "names of outputs behind '!'", StorePath.Shown(text));
    }

    internal string Print(StoreDirectory directory) =>
        Outputs.Count == 0 ? directory.Print(Path) : $"{directory.Print(Path)}!{string.Join(',', Outputs)}";
}
