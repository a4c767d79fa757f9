using Clu.Nix.Flakes;

namespace Clu.Media.Descriptions;

/// <summary>A flake that the medium carries, so that it is there without network.</summary>
/// <param name="Name">Its name as an input; unique.</param>
/// <param name="Path">Its files.</param>
/// <param name="Locked">What it is locked to, as in <c>flake.lock</c>.</param>
public sealed record DescribedInput(string Name, StoreFile Path, FlakeReference Locked);
