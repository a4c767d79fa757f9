namespace Clu.Systems.Flakes;

/// <summary>The files of a flake, in the store with those of all its inputs.</summary>
/// <param name="Path">Absolute store path.</param>
/// <param name="Directory">Folder in it that has the <c>flake.nix</c>; empty for itself.</param>
/// <param name="HasInputs">Whether it has inputs, and so needs a <c>flake.lock</c>.</param>
public sealed record FlakeSource(string Path, string Directory, bool HasInputs);
