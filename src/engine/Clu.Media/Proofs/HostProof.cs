using Clu.Media.Hosts;

namespace Clu.Media.Proofs;

/// <summary>What was looked at of one host.</summary>
/// <param name="Host">The host.</param>
/// <param name="Checks">What was looked at; where a host has nothing of a kind, the check is not among them.</param>
/// <param name="Changes">Changes that were promised or asked for.</param>
public sealed record HostProof(MediumHost Host, IReadOnlyList<ProofCheck> Checks, IReadOnlyList<ChangeProof> Changes);
