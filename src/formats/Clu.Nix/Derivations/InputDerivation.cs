using Clu.Nix.StorePaths;

namespace Clu.Nix.Derivations;

/// <summary>A derivation that must be built before.</summary>
/// <param name="Path">Its path, with the name's end <c>.drv</c>.</param>
/// <param name="Outputs">What of it is needed.</param>
public sealed record InputDerivation(StorePath Path, OutputSelection Outputs);
