using Clu.Nix.StorePaths;

namespace Clu.Stores.Verification;

/// <summary>Something that is wrong with one store object.</summary>
/// <param name="Path">The object.</param>
/// <param name="Fault">What is wrong.</param>
/// <param name="Detail">The rest of the sentence that begins with the path: <c>was changed: its hash is …</c></param>
/// <param name="Repaired">Whether good files were put in its place.</param>
public sealed record BadObject(StorePath Path, Fault Fault, string Detail, bool Repaired = false);
