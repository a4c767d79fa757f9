namespace Clu.Install.Layouts;

/// <summary>A subvolume of a btrfs.</summary>
/// <param name="Name">Its name at the top of the file system: <c>@home</c>.</param>
/// <param name="Mount">Where it is mounted; null for nowhere.</param>
/// <param name="Options">Options beside those of the file system.</param>
public sealed record LayoutSubvolume(string Name, string? Mount, IReadOnlyList<string> Options);
