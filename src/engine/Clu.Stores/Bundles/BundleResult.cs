using Clu.Nix.Bundles;

namespace Clu.Stores.Bundles;

/// <summary>A bundle that was made.</summary>
/// <param name="Files">Its file, or its parts in order and then their list.</param>
/// <param name="Size">Bytes of the bundle.</param>
/// <param name="Index">What it holds.</param>
public sealed record BundleResult(IReadOnlyList<string> Files, long Size, BundleIndex Index);
