using Clu.Images.Mbr;

namespace Clu.Media.Loaders;

/// <summary>
/// Makes the GRUB images with the <c>grub-mkimage</c> of the medium's own GRUB. All modules are inside, so that the medium needs no
/// folder of modules that must match; each image finds the medium by a file that no other medium has.
/// </summary>
/// <param name="grub">The GRUB.</param>
internal sealed class GrubLoaderBuilder(IGrub grub)
{
    private const string BiosTarget = "i386-pc";

    /// <summary>int 18h: "this does not boot, take the next". What a stick says that shall not boot by BIOS; what a BIOS returns to stops.</summary>
    private static readonly byte[] _refusal = [0xCD, 0x18, 0xF4, 0xEB, 0xFD];

    private static readonly string[] _modules =
    [
        "normal", "configfile", "search", "search_fs_file", "search_label", "search_fs_uuid", "iso9660", "fat", "part_gpt", "part_msdos", "linux",
        "loopback", "echo", "test", "true", "ls", "cat", "halt", "reboot", "serial", "terminal", "sleep", "minicmd", "regexp", "loadenv", "probe",
        "videoinfo", "font", "png", "gfxterm", "gfxterm_background", "gfxterm_menu", "gfxmenu", "chain",
    ];

    private static readonly string[] _biosModules = ["biosdisk", "all_video", .. _modules];

    /// <summary>
    /// Not <c>all_video</c>: under QEMU its drivers for Bochs and Cirrus cards set modes behind the firmware's back, and the UEFI Shell that is
    /// started afterwards has no screen.
    /// </summary>
    private static readonly string[] _efiModules = [.. _modules, "efi_gop", "efi_uga", "efifwsetup"];

    /// <summary>Makes the images.</summary>
    /// <param name="marker">Absolute path of a file that is on this medium only.</param>
    /// <param name="prefix">Absolute path of the folder with <c>grub.cfg</c>.</param>
    /// <param name="ways">Which are wanted.</param>
    /// <param name="scratch">Folder for temporary files.</param>
    /// <param name="cancel">Ends it.</param>
    public async Task<GrubLoaders> BuildAsync(string marker, string prefix, BootWays ways, string scratch, CancellationToken cancel)
    {
        string early = Path.Combine(scratch, "early.cfg");
        await File.WriteAllTextAsync(early, $"search --no-floppy --set=root --file {marker}\nset prefix=($root){prefix}\n", cancel).ConfigureAwait(false);

        async Task<ReadOnlyMemory<byte>?> Image(bool wanted, string target, string format, string[] modules)
        {
            if (!wanted || grub.Modules(target) is not { } folder)
                return null;
            string output = Path.Combine(scratch, $"{format}.img");
            // Releases of GRUB differ in which video modules there are.
            IEnumerable<string> present = modules.Where(module => File.Exists(Path.Combine(folder, $"{module}.mod")));
            await grub.MakeImageAsync(
                ["--directory", folder, "--format", format, "--prefix", prefix, "--config", early, "--output", output, .. present], cancel).ConfigureAwait(false);
            return await File.ReadAllBytesAsync(output, cancel).ConfigureAwait(false);
        }

        return new GrubLoaders
        {
            ElTorito = await Image(ways.Bios, BiosTarget, "i386-pc-eltorito", _biosModules).ConfigureAwait(false),
            HybridMbr = await BootSectorAsync(ways, cancel).ConfigureAwait(false),
            EfiX64 = await Image(ways.Efi, "x86_64-efi", "x86_64-efi", _efiModules).ConfigureAwait(false),
            EfiIa32 = await Image(ways.Efi, "i386-efi", "i386-efi", _efiModules).ConfigureAwait(false),
        };
    }

    private async Task<ReadOnlyMemory<byte>?> BootSectorAsync(BootWays ways, CancellationToken cancel)
    {
        if (!ways.Bios || grub.Modules(BiosTarget) is not { } folder)
            return null;
        if (ways.Stick)
            return await File.ReadAllBytesAsync(Path.Combine(folder, "boot_hybrid.img"), cancel).ConfigureAwait(false);
        byte[] sector = new byte[MasterBootRecord.Size];
        _refusal.CopyTo(sector, 0);
        return sector;
    }
}
