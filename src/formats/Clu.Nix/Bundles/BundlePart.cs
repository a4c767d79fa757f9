using Clu.Nix.Hashing;

namespace Clu.Nix.Bundles;

/// <summary>One part of a bundle that was split.</summary>
/// <param name="Name">Its file name, without a folder.</param>
/// <param name="Length">Its bytes.</param>
/// <param name="Head">SHA-256 of its first <see cref="BundleLimits.HeadLength"/> bytes, or of all if it has fewer.</param>
/// <param name="Content">SHA-256 of all of it.</param>
public sealed record BundlePart(string Name, long Length, Hash Head, Hash Content);
