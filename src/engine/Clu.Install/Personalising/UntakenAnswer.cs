namespace Clu.Install.Personalising;

/// <summary>An answer that the installed system does not take before it is rebuilt.</summary>
/// <param name="Key">The key, as an answers file has it.</param>
/// <param name="Reason">Why, for people.</param>
public sealed record UntakenAnswer(string Key, string Reason);
