namespace Clu.Cli.Wizard.Lists;

/// <summary>Something to choose.</summary>
/// <param name="Text">Its line.</param>
/// <param name="Detail">A second line; null for none.</param>
/// <param name="Refusal">Why it cannot be chosen, as a phrase; null when it can.</param>
internal sealed record ListEntry(string Text, string? Detail = null, string? Refusal = null);
