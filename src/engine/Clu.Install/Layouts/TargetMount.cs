namespace Clu.Install.Layouts;

/// <summary>A mount of the installed system.</summary>
/// <param name="Source">As fstab has it: <c>UUID=…</c>.</param>
/// <param name="Path">Mount point.</param>
/// <param name="Type">File system type.</param>
/// <param name="Options">Mount options; empty for defaults.</param>
/// <param name="Check">Sixth field of fstab: 1 for the root, 2 for others, 0 for never.</param>
public sealed record TargetMount(string Source, string Path, string Type, IReadOnlyList<string> Options, int Check);
