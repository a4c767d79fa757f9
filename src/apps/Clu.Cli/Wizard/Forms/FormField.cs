namespace Clu.Cli.Wizard.Forms;

/// <summary>A field of a form.</summary>
/// <param name="Label">Before it.</param>
/// <param name="Kind">What it takes.</param>
/// <param name="Choices">The words of a choice.</param>
internal sealed record FormField(string Label, FieldKind Kind, params IReadOnlyList<string> Choices);
