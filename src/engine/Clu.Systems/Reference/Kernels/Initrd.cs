using Clu.Compression;
using Clu.Images.Cpio;
using Clu.Images.Trees;
using Clu.Systems.Debian;

namespace Clu.Systems.Reference.Kernels;

/// <summary>
/// The initial ramdisk: busybox, the script <c>stage-1.sh</c> and the drivers between the firmware and a root file system. That of an installed
/// system has more: <c>stage-1-layers.sh</c> and the programs that open what lies between a disk and its file system.
/// </summary>
internal static class Initrd
{
    /// <summary>Half the time of level 19, for 3 % more bytes.</summary>
    private const int CompressionLevel = 17;
    private const int MaxModuleSize = 64 << 20;

    private static readonly string[] _modules =
    [
        // The medium.
        "squashfs", "isofs", "overlay", "loop", "cdrom", "sr_mod", "sd_mod",
        // Controllers.
        "ahci", "ata_piix", "ata_generic", "pata_acpi", "virtio_pci", "virtio_blk", "virtio_scsi", "virtio_mmio", "nvme", "mmc_block", "sdhci_pci",
        "sdhci_acpi", "vmd", "mptspi", "mptsas", "vmw_pvscsi", "hv_storvsc", "xen_blkfront", "megaraid_sas", "mpt3sas", "aacraid",
        // USB.
        "usb_storage", "uas", "xhci_pci", "ehci_pci", "uhci_hcd", "ohci_pci", "usbhid", "hid_generic",
        // File systems that a root, or a file of findiso=, may be on.
        "ext4", "btrfs", "xfs", "f2fs", "vfat", "exfat", "ntfs3", "nls_cp437", "nls_ascii", "nls_iso8859_1", "nls_utf8",
        // Layers below them.
        "dm_mod", "dm_crypt", "raid1", "md_mod",
        // What the kernel asks for by name, which dependencies do not tell.
        "crc32c_generic", "crc32c_intel", "xxhash_generic", "blake2b_generic", "sha256_generic", "sha256_ssse3", "libcrc32c",
    ];

    /// <summary>What else the root of an installed system may lie on, and what a passphrase is typed with.</summary>
    private static readonly string[] _diskModules =
    [
        "raid0", "raid10", "raid456", "dm_raid", "dm_mirror", "dm_snapshot", "dm_integrity",
        "xts", "cbc", "essiv", "ecb", "aes_generic", "aesni_intel", "sha1_generic", "sha256_generic", "sha512_generic", "hmac", "algif_skcipher", "algif_hash",
        "hid_apple", "hid_cherry", "hid_lenovo", "hid_logitech_dj", "hid_logitech_hidpp", "hid_microsoft", "hyperv_keyboard", "i2c_hid_acpi", "surface_hid",
    ];

    private static readonly string[] _applets =
    [
        "sh", "ash", "awk", "blkid", "cat", "chmod", "chown", "cmp", "cp", "cttyhack", "cut", "dd", "df", "dmesg", "echo", "env", "expr", "find", "findfs", "grep",
        "head", "hexdump", "insmod", "kill", "killall", "less", "ln", "losetup", "ls", "lsmod", "lspci", "lsusb", "mkdir", "mknod", "modprobe", "mount", "mv", "poweroff", "ps",
        "pwd", "readlink", "reboot", "rm", "rmdir", "rmmod", "sed", "setsid", "sleep", "sort", "stat", "stty", "switch_root", "sync", "tail", "tee", "test", "tr",
        "umount", "uname", "vi", "wc", "xargs",
    ];

    /// <summary>Makes the file, one zstd frame.</summary>
    /// <exception cref="Clu.Binary.CluException">CLU0442: a module is damaged. CLU0443: there is no busybox. CLU0444, CLU0445: a program is damaged, or lacks a library.</exception>
    public static byte[] Make(DebianClosure closure, Kernel kernel, ModuleIndex index, bool installed)
    {
        ImageDirectory root = new(UnixPermissions.Executable);
        root.AddPath("init", ReferenceFiles.File(ReferenceFiles.Read("stage-1.sh"), executable: true));
        root.AddPath("bin/busybox", new ImageFile(new MemoryContent(Busybox(closure)), UnixPermissions.Executable));
        IReadOnlyList<string> programs = installed ? InitrdPrograms.Add(closure, root) : [];
        foreach (string applet in _applets.Except(programs))
            root.AddPath($"bin/{applet}", new ImageSymlink("busybox"));
        // The kernel itself calls this one, for a cipher say.
        root.AddPath("sbin/modprobe", new ImageSymlink("../bin/busybox"));
        if (installed)
            root.AddPath("stage-1-layers.sh", ReferenceFiles.File(ReferenceFiles.Read("stage-1-layers.sh")));
        AddModules(root, kernel, new ModuleSelection(index, installed ? [.. _modules, .. _diskModules] : _modules));

        using MemoryStream archive = new();
        CpioWriter.Write(root, archive);
        return Compress(archive.GetBuffer().AsSpan(0, (int)archive.Length));
    }

    private static void AddModules(ImageDirectory root, Kernel kernel, ModuleSelection selection)
    {
        string folder = $"lib/modules/{kernel.Release}";
        using ICodec xz = Codecs.Factory(CodecKind.Xz, null, MaxModuleSize)();
        byte[] buffer = new byte[MaxModuleSize];
        foreach (string file in selection.Files)
        {
            string source = Path.Combine(kernel.Object.PhysicalPath, kernel.ModuleFolder, file);
            byte[] content = File.ReadAllBytes(source);
            if (file.EndsWith(".xz", StringComparison.Ordinal))
            {
                try
                {
                    content = buffer[..xz.Decompress(content, buffer)];
                }
                catch (Clu.Binary.MalformedDataException e)
                {
                    throw SystemErrors.BadModule(source, e);
                }
            }

            root.AddPath($"{folder}/{ModuleSelection.Uncompressed(file)}", new ImageFile(new MemoryContent(content), UnixPermissions.File));
        }

        root.AddPath($"{folder}/modules.dep", ReferenceFiles.File(selection.Dependencies));
        root.AddPath($"{folder}/modules.alias", ReferenceFiles.File(selection.Aliases));
        root.AddPath($"{folder}/modules.symbols", ReferenceFiles.File(selection.Symbols));
    }

    private static byte[] Busybox(DebianClosure closure)
    {
        const string File = "usr/bin/busybox";
        DebianObject? package = closure.FindPackage("busybox-static");
        return package is null
            ? throw SystemErrors.MissingFile(File, "stage 1 runs (package busybox-static)")
            : System.IO.File.ReadAllBytes(Path.Combine(package.PhysicalPath, File));
    }

    private static byte[] Compress(ReadOnlySpan<byte> archive)
    {
        byte[] compressed = new byte[archive.Length];
        using ICodec zstd = Codecs.Factory(CodecKind.Zstd, CompressionLevel, archive.Length)();
        return compressed[..zstd.Compress(archive, compressed)];
    }
}
