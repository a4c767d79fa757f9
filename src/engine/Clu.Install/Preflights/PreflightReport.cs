namespace Clu.Install.Preflights;

/// <summary>Everything that was found out before an installation.</summary>
/// <param name="Findings">In the order in which they were looked for.</param>
public sealed record PreflightReport(IReadOnlyList<PreflightFinding> Findings)
{
    /// <summary>Why the installation must not begin; empty when it may.</summary>
    public IReadOnlyList<PreflightFinding> Refusals => [.. Findings.Where(finding => finding.Severity == FindingSeverity.Refusal)];

    /// <summary>Whether the installation may begin.</summary>
    public bool MayBegin => Refusals.Count == 0;
}
