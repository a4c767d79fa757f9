using Clu.Systems.Profiles;

namespace Clu.Media.Composing;

/// <summary>Programs, and files that they read, that something is made with.</summary>
/// <param name="Files">Each by its path in its package, for example <c>usr/sbin/mke2fs</c>.</param>
/// <param name="Packages">The Debian packages that have them.</param>
public sealed record ToolSet(IReadOnlyList<string> Files, IReadOnlyList<PackageName> Packages);
