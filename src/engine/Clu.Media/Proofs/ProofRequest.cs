using Clu.Systems.Rebuilds;

namespace Clu.Media.Proofs;

/// <summary>What is to be proven.</summary>
public sealed record ProofRequest
{
    /// <summary>Name of the one host that is looked at; null for all.</summary>
    public string? Host { get; init; }

    /// <summary>Changes that must be possible for every host that Nix built; null for those that each host was made for.</summary>
    public IReadOnlyList<SystemChange>? Changes { get; init; }

    /// <summary>Whether every store object is unpacked and compared with its hash.</summary>
    public bool CheckHashes { get; init; } = true;

    /// <summary>Store objects unpacked at once, at least 1. The proof does not depend on it.</summary>
    public int Workers { get; init; } = 1;
}
