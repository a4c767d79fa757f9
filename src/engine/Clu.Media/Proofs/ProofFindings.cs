using Clu.Media.Inspection;

namespace Clu.Media.Proofs;

/// <summary>Collects findings; each text counts once for each host.</summary>
internal sealed class ProofFindings
{
    private readonly List<ProofFinding> _all = [];

    public void Error(ProofCheck check, string? host, string text, string remedy) => Add(new ProofFinding(check, host, FindingSeverity.Error, text, remedy));

    public void Warning(ProofCheck check, string? host, string text, string remedy) => Add(new ProofFinding(check, host, FindingSeverity.Warning, text, remedy));

    /// <summary>The worst first, else in the order of finding.</summary>
    public IReadOnlyList<ProofFinding> Sorted() => [.. _all.OrderBy(finding => finding.Severity)];

    public void Add(ProofFinding finding)
    {
        if (!_all.Contains(finding))
            _all.Add(finding);
    }
}
