namespace Clu.Nix.Flakes;

/// <summary>One name of a registry.</summary>
/// <param name="From">What users say.</param>
/// <param name="To">What is meant.</param>
/// <param name="Exact">Only exactly <paramref name="From"/> is meant, not with a branch or revision added.</param>
public sealed record FlakeRegistryEntry(FlakeReference From, FlakeReference To, bool Exact);
