using Clu.Stores.Copying;

namespace Clu.Stores.Bundles;

/// <summary>What applying a bundle would do.</summary>
/// <param name="Copy">What is copied.</param>
/// <param name="SignedBy">Trusted keys that signed the bundle.</param>
public sealed record BundleApplyPlan(CopyPlan Copy, IReadOnlyList<string> SignedBy);
