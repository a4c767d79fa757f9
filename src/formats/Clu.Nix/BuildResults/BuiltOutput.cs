using Clu.Nix.Signatures;
using Clu.Nix.StorePaths;

namespace Clu.Nix.BuildResults;

/// <summary>What an output came to be.</summary>
/// <param name="Name">Name of the output: <c>out</c>, <c>dev</c>.</param>
/// <param name="Path">The object.</param>
/// <param name="Signatures">Of the <see cref="BuildTraces.BuildTraceEntry"/> that derivation, name and path make.</param>
public sealed record BuiltOutput(string Name, StorePath Path, IReadOnlyList<Signature> Signatures);
