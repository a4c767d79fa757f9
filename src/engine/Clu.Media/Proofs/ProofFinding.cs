using Clu.Media.Inspection;

namespace Clu.Media.Proofs;

/// <summary>Something that keeps a medium from doing what it promises.</summary>
/// <param name="Check">What it is about.</param>
/// <param name="Host">Name of the host; null for the medium as a whole.</param>
/// <param name="Severity">An error means no.</param>
/// <param name="Text">One sentence for people, without its full stop.</param>
/// <param name="Remedy">How what is missing gets onto the medium.</param>
public sealed record ProofFinding(ProofCheck Check, string? Host, FindingSeverity Severity, string Text, string Remedy);
