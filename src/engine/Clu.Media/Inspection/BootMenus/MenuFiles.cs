namespace Clu.Media.Inspection.BootMenus;

/// <summary>Finds the boot menus of a medium.</summary>
internal static class MenuFiles
{
    private static readonly string[] s_grub = ["/EFI/BOOT/grub.cfg", "/EFI/boot/grub.cfg", "/boot/grub/grub.cfg"];
    private static readonly string[] s_isolinux = ["/isolinux/isolinux.cfg", "/boot/isolinux/isolinux.cfg"];

    /// <summary>Reads every menu that is where firmware or NixOS's installer has it.</summary>
    public static IReadOnlyList<MenuEntry> Read(MediumFiles files) =>
    [
        .. s_grub.SelectMany(path => files.Text(path, InspectionLimits.MenuLength) is { } text ? GrubMenu.Read(path, text) : []),
        .. s_isolinux.SelectMany(path => files.Text(path, InspectionLimits.MenuLength) is { } text ? IsolinuxMenu.Read(path, text) : []),
    ];
}
