using Clu.Media.Inspection;

namespace Clu.Media.Contracts;

/// <summary>A part of the contract that a live system breaks.</summary>
/// <param name="Clause">Which part.</param>
/// <param name="Severity">An error: it does not boot from a medium. A warning: it does, with something missing, or it could not be found out.</param>
/// <param name="Text">One sentence for people, without its full stop.</param>
/// <param name="Advice">What to do about it.</param>
public sealed record ContractFinding(ContractClause Clause, FindingSeverity Severity, string Text, string Advice);
