namespace Clu.Systems.Flakes;

/// <summary>A file of a working tree that git does not track.</summary>
/// <param name="Path">From the root of the repository.</param>
/// <param name="Ignored">Whether a <c>.gitignore</c> is why.</param>
internal sealed record UntrackedFile(string Path, bool Ignored);
