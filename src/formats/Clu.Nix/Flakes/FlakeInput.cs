using Clu.Nix.StorePaths;

namespace Clu.Nix.Flakes;

/// <summary>A flake, or plain tree, that a locked flake needs, as an object of a store.</summary>
/// <param name="Name">Names of inputs on the shortest way from the flake to it, with slashes between them: <c>nixpkgs</c>, <c>utils/systems</c>.</param>
/// <param name="Path">Where Nix keeps its files.</param>
/// <param name="Locked">What it is locked to.</param>
public sealed record FlakeInput(string Name, StorePath Path, FlakeReference Locked);
