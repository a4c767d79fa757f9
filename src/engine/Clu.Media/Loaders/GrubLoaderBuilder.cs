using Clu.Systems.Debian;

namespace Clu.Media.Loaders;

/// <summary>
/// Makes the GRUB images with the <c>grub-mkimage</c> of the medium's own packages. All modules are inside, so that the medium needs no
/// folder of modules that must match; each image finds the medium by a file that no other medium has.
/// </summary>
/// <param name="program">Runs the closure's programs.</param>
public sealed class GrubLoaderBuilder(ClosureProgram program)
{
    private const string Folder = "usr/lib/grub";

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
    /// <param name="scratch">Folder for temporary files.</param>
    /// <param name="cancel">Ends it.</param>
    public async Task<GrubLoaders> BuildAsync(string marker, string prefix, string scratch, CancellationToken cancel)
    {
        string early = Path.Combine(scratch, "early.cfg");
        await File.WriteAllTextAsync(early, $"search --no-floppy --set=root --file {marker}\nset prefix=($root){prefix}\n", cancel).ConfigureAwait(false);

        async Task<ReadOnlyMemory<byte>> Image(string target, string format, string[] modules)
        {
            string folder = Path.GetDirectoryName(program.Find($"{Folder}/{target}/normal.mod"))!;
            string output = Path.Combine(scratch, $"{format}.img");
            // Releases of GRUB differ in which video modules there are.
            IEnumerable<string> present = modules.Where(module => File.Exists(Path.Combine(folder, $"{module}.mod")));
            await program.RunAsync(
                "usr/bin/grub-mkimage",
                ["--directory", folder, "--format", format, "--prefix", prefix, "--config", early, "--output", output, .. present],
                cancel: cancel).ConfigureAwait(false);
            return await File.ReadAllBytesAsync(output, cancel).ConfigureAwait(false);
        }

        return new GrubLoaders
        {
            ElTorito = await Image("i386-pc", "i386-pc-eltorito", _biosModules).ConfigureAwait(false),
            HybridMbr = await File.ReadAllBytesAsync(program.Find($"{Folder}/i386-pc/boot_hybrid.img"), cancel).ConfigureAwait(false),
            EfiX64 = await Image("x86_64-efi", "x86_64-efi", _efiModules).ConfigureAwait(false),
            EfiIa32 = await Image("i386-efi", "i386-efi", _efiModules).ConfigureAwait(false),
        };
    }
}
