using Clu.Nix.Derivations;
using Clu.Nix.StorePaths;

namespace Clu.Stores.BuildGraphs;

/// <summary>A derivation in its graph.</summary>
/// <param name="Path">Its path.</param>
/// <param name="Derivation">What it says.</param>
/// <param name="Outputs">Paths of its outputs by name; null where only a build tells.</param>
public sealed record BuildNode(StorePath Path, Derivation Derivation, IReadOnlyDictionary<string, StorePath?> Outputs)
{
    /// <summary>What must be built before; filled while the graph is read.</summary>
    public IReadOnlyList<BuildInput> Inputs { get; internal set; } = [];

    /// <summary>Whether its content is known beforehand: then nothing above it changes with how it is got, and getting it mostly takes a network.</summary>
    public bool IsFixed => Derivation.Outputs is [FixedOutput];

    /// <summary>Graphs have thousands of nodes that refer to one another.</summary>
    public bool Equals(BuildNode? other) => Path == other?.Path;

    /// <inheritdoc/>
    public override int GetHashCode() => Path.GetHashCode();

    /// <summary>Its path.</summary>
    public override string ToString() => Path.BaseName;
}
