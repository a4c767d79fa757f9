namespace Clu.Install.Preflights;

/// <summary>One thing that was found out before an installation.</summary>
/// <param name="Severity">What it means.</param>
/// <param name="Id">Stable identifier in kebab case: <c>disk-too-small</c>.</param>
/// <param name="Message">One sentence with the values.</param>
/// <param name="Hint">What to do; null when nothing is to be done.</param>
public sealed record PreflightFinding(FindingSeverity Severity, string Id, string Message, string? Hint = null);
