using Clu.Nix.StorePaths;

namespace Clu.Nix.WorkerProtocol;

/// <summary>What a daemon can be asked to have: an object, or outputs of a derivation.</summary>
/// <param name="Path">The object, or the derivation.</param>
/// <param name="Outputs">Names of outputs, sorted; <c>*</c> alone for all; null for the object itself.</param>
public sealed record DerivedPath(StorePath Path, IReadOnlyList<string>? Outputs)
{
    /// <summary>What stands for all outputs.</summary>
    public const string AllOutputs = "*";
}
