using Clu.Media.Inspection;

namespace Clu.Install.Loaders.Verification;

/// <summary>Collects findings in order; each text counts once.</summary>
internal sealed class FindingSink
{
    private readonly List<Finding> _findings = [];

    public IReadOnlyList<Finding> All => _findings;

    public void Error(string text) => Add(new Finding(FindingSeverity.Error, text));

    public void Warning(string text) => Add(new Finding(FindingSeverity.Warning, text));

    private void Add(Finding finding)
    {
        if (!_findings.Contains(finding))
            _findings.Add(finding);
    }
}
