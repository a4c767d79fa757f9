using Clu.Media.Inspection;
using Clu.Nix.BootSpecs;

namespace Clu.Media.Contracts;

/// <summary>What was found out of a live system before a medium is made of it.</summary>
public sealed record LiveContractReport
{
    /// <summary>How it boots; null where it does not say so, which is then a finding.</summary>
    public required BootSpec? Boot { get; init; }

    /// <summary>What its initial ramdisk runs.</summary>
    public required StageOne StageOne { get; init; }

    /// <summary>What it breaks, the worst first.</summary>
    public required IReadOnlyList<ContractFinding> Findings { get; init; }

    /// <summary>Whether a medium would boot it, as far as can be told.</summary>
    public bool Boots => !Findings.Any(finding => finding.Severity == FindingSeverity.Error);
}
