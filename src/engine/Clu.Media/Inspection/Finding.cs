namespace Clu.Media.Inspection;

/// <summary>Something that is wrong or strange on a medium.</summary>
/// <param name="Severity">How bad it is.</param>
/// <param name="Text">One sentence for people, without its full stop.</param>
public sealed record Finding(FindingSeverity Severity, string Text);
