using Clu.Stores.Verification;

namespace Clu.Stores.Bundles;

/// <summary>What verifying a bundle found.</summary>
/// <param name="Objects">What is wrong with objects.</param>
/// <param name="Flaws">What is wrong with the bundle itself, a sentence each.</param>
/// <param name="SignedBy">Trusted keys that signed it.</param>
public sealed record BundleVerification(VerifyResult Objects, IReadOnlyList<string> Flaws, IReadOnlyList<string> SignedBy)
{
    /// <summary>Whether nothing is wrong.</summary>
    public bool IsSound => Flaws.Count == 0 && Objects.IsSound;
}
