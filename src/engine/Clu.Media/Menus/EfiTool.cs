namespace Clu.Media.Menus;

/// <summary>An EFI program that the menu offers where the firmware can run it.</summary>
/// <param name="Title">What people read.</param>
/// <param name="Hotkey">Key that chooses it; <c>c</c> and <c>e</c> are GRUB's own.</param>
/// <param name="Architecture">Which firmware runs it.</param>
/// <param name="Path">Path on the medium, absolute.</param>
public sealed record EfiTool(string Title, char Hotkey, EfiArchitecture Architecture, string Path);
