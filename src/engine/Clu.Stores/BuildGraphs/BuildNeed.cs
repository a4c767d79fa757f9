using Clu.Nix.StorePaths;

namespace Clu.Stores.BuildGraphs;

/// <summary>A store path that must be there so that something can be built.</summary>
/// <param name="Path">The path; null where only a build tells it.</param>
/// <param name="Maker">The derivation that makes it; null for a source.</param>
/// <param name="Output">Which output of it; empty for a source.</param>
/// <param name="NeededBy">One of the derivations that need it, the first in the order of building.</param>
public sealed record BuildNeed(StorePath? Path, BuildNode? Maker, string Output, BuildNode NeededBy);
