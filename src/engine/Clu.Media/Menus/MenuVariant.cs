namespace Clu.Media.Menus;

/// <summary>One entry of the Options submenu: the default entry with more kernel parameters.</summary>
/// <param name="Title">What people read; the words of the NixOS installer.</param>
/// <param name="Hotkey">Key that chooses it inside the submenu; <c>c</c> and <c>e</c> are GRUB's own.</param>
/// <param name="Parameters">Kernel parameters put last.</param>
public sealed record MenuVariant(string Title, char Hotkey, string Parameters)
{
    /// <summary>The variants of the NixOS installer that concern a console system, in its order.</summary>
    public static IReadOnlyList<MenuVariant> All { get; } =
    [
        new("Copy ISO Files to RAM", 'r', "copytoram"),
        new("No modesetting", 'n', "nomodeset"),
        new("Debug Console Output", 'd', "debug boot.trace"),
        new("Serial console=ttyS0,115200n8", 's', "console=ttyS0,115200n8"),
        new("Rotate framebuffer Clockwise", '1', "fbcon=rotate:1"),
        new("Rotate framebuffer Upside-Down", '2', "fbcon=rotate:2"),
        new("Rotate framebuffer Counter-Clockwise", '3', "fbcon=rotate:3"),
    ];
}
