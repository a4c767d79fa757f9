using Clu.Binary;

namespace Clu.Media.Inspection;

/// <summary>Collects findings, from any thread; each text counts once.</summary>
internal sealed class FindingList
{
    private readonly Lock _lock = new();
    private readonly HashSet<Finding> _seen = [];

    public void Error(string text) => Add(new Finding(FindingSeverity.Error, text));

    /// <summary>Adds that something on the medium cannot be read.</summary>
    public void Error(string what, CluException cause) => Error($"{what} cannot be read: {cause.Message}");

    public void Warning(string text) => Add(new Finding(FindingSeverity.Warning, text));

    /// <summary>The worst first, then by text, whatever order they were found in.</summary>
    public IReadOnlyList<Finding> Sorted()
    {
        lock (_lock)
            return [.. _seen.OrderBy(finding => finding.Severity).ThenBy(finding => finding.Text, StringComparer.Ordinal)];
    }

    private void Add(Finding finding)
    {
        lock (_lock)
            _seen.Add(finding);
    }
}
