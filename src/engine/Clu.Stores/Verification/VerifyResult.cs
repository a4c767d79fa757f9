namespace Clu.Stores.Verification;

/// <summary>What verifying found.</summary>
/// <param name="Checked">Objects looked at.</param>
/// <param name="Bytes">Bytes of their archives.</param>
/// <param name="Bad">What is wrong, in the order of paths; an object can be there twice.</param>
public sealed record VerifyResult(int Checked, long Bytes, IReadOnlyList<BadObject> Bad)
{
    /// <summary>Whether nothing is wrong, or not any more.</summary>
    public bool IsSound => Bad.All(bad => bad.Repaired);
}
