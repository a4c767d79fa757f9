namespace Clu.Stores.BuildGraphs;

/// <summary>What a derivation needs of another one.</summary>
/// <param name="Node">The other one.</param>
/// <param name="Outputs">Names of its outputs that must be there.</param>
public sealed record BuildInput(BuildNode Node, IReadOnlyList<string> Outputs);
