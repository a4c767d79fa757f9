using Clu.Media.Composing;
using Clu.Systems.Profiles;

namespace Clu.Install.DiskImages;

/// <summary>What each kind of image is made with. Archives need nothing but clu.</summary>
internal static class ImageTools
{
    /// <summary>The loader for UEFI.</summary>
    public const string SystemdBoot = "usr/lib/systemd/boot/efi/systemd-bootx64.efi";

    private static readonly string[] _ext4 = [Ext4Image.Make, Ext4Image.Fill, Ext4Image.Check];

    private static readonly ToolSet _bios = new(
        [.. _ext4, GrubDisk.Program, $"{GrubDisk.Folder}/boot.img", $"{GrubDisk.Folder}/{GrubDisk.AnyModule}"], Packages("e2fsprogs", "grub-common", "grub-pc-bin"));

    private static readonly ToolSet _efi = new([.. _ext4, SystemdBoot], Packages("e2fsprogs", "systemd-boot-efi"));

    /// <summary>The tools of a kind of image; null where it needs none.</summary>
    public static ToolSet? Of(HostImageFormat format) => format switch
    {
        HostImageFormat.Raw or HostImageFormat.Qcow2 => _bios,
        HostImageFormat.RawEfi => _efi,
        HostImageFormat.Tar or HostImageFormat.Kexec => null,
    };

    private static PackageName[] Packages(params ReadOnlySpan<string> names)
    {
        PackageName[] packages = new PackageName[names.Length];
        for (int i = 0; i < names.Length; i++)
            packages[i] = PackageName.Parse(names[i]);
        return packages;
    }
}
