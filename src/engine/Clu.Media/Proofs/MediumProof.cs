using Clu.Media.Inspection;

namespace Clu.Media.Proofs;

/// <summary>Whether a medium installs and rebuilds all that it promises without a network, and what keeps it from that.</summary>
public sealed record MediumProof
{
    /// <summary>The file, folder or profile, as it was named.</summary>
    public required string Subject { get; init; }

    /// <summary>Label of the medium; of a profile the one that it will have.</summary>
    public required string Label { get; init; }

    /// <summary>SHA-256 that the medium carries of itself, 64 lower-case digits; null where it carries none.</summary>
    public string? Checksum { get; init; }

    /// <summary>Whether every store object was unpacked and compared with its hash.</summary>
    public required bool HashesChecked { get; init; }

    /// <summary>The hosts that were looked at.</summary>
    public required IReadOnlyList<HostProof> Hosts { get; init; }

    /// <summary>Machines that were installed and started; empty where nobody asked for that.</summary>
    public IReadOnlyList<MachineProof> Machines { get; init; } = [];

    /// <summary>What is wrong or strange, the worst first.</summary>
    public required IReadOnlyList<ProofFinding> Findings { get; init; }

    /// <summary>Yes or no.</summary>
    public bool Holds => !Findings.Any(finding => finding.Severity == FindingSeverity.Error);
}
