namespace Clu.Stores.Substitution;

/// <summary>A store that objects are fetched from instead of being copied or built.</summary>
/// <param name="Store">The store.</param>
/// <param name="IsTrusted">Whether its user said that what it has needs no signature.</param>
/// <param name="Priority">Lower is asked first.</param>
internal sealed record Substituter(IStore Store, bool IsTrusted, int Priority);
