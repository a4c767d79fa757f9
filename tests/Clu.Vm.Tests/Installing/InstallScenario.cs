using Clu.Media.Qemu;

namespace Clu.Vm.Tests.Installing;

/// <summary>One way to install a machine, and what must be true of it afterwards.</summary>
/// <param name="Name">Short, in kebab case.</param>
/// <param name="Firmware">How it starts.</param>
/// <param name="Layout">The built-in layout.</param>
/// <param name="RootType">Type of the root's file system.</param>
/// <param name="Disks">Number of disks.</param>
/// <param name="Passphrase">What opens the encrypted disks; null when nothing is encrypted.</param>
internal sealed record InstallScenario(
    string Name, FirmwareKind Firmware, string Layout, string RootType, int Disks = 1, string? Passphrase = null)
{
    /// <summary>Room for the system, and for a swap file beside it.</summary>
    public const long DiskBytes = 4L << 30;

    /// <summary>Room for the layouts of the manual; a disk is a file with holes.</summary>
    private const long ManualDiskBytes = 64L << 30;

    public const int MemoryMiB = 1024;
    public const string User = "alice";
    public const string Password = "swordfish";
    public const string Key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f alice@example.org";

    /// <summary><c>openssl passwd -6 -salt saltsalt swordfish</c>.</summary>
    public const string PasswordHash = "$6$saltsalt$cPbDmdp7sUA1v8Yjfppi8VeFqwELnkKCqsv5H2wx/S4LZwLhIhlK7tCX/4JqgCT3onV3./FXCDD2Y6iXkj4Lp/";

    /// <summary>The machines that are installed.</summary>
    public static IReadOnlyList<InstallScenario> All { get; } =
    [
        new("uefi-ext4", FirmwareKind.Uefi, "ext4", "ext4"),
        new("bios-ext4", FirmwareKind.Bios, "ext4", "ext4"),
        new("uefi-btrfs", FirmwareKind.Uefi, "btrfs", "btrfs"),
        new("uefi-luks", FirmwareKind.Uefi, "luks", "ext4", Passphrase: "correct horse"),
        new("bios-luks", FirmwareKind.Bios, "luks", "ext4", Passphrase: "correct horse"),
        new("bios-raid1", FirmwareKind.Bios, "raid1", "ext4", Disks: 2),
        new("uefi-xfs-lvm", FirmwareKind.Uefi, "lvm", "xfs"),
        new("bios-xfs", FirmwareKind.Bios, "xfs", "xfs"),
        new("uefi-f2fs", FirmwareKind.Uefi, "f2fs", "f2fs") { Loader = "grub" },
        new("bios-luks-btrfs", FirmwareKind.Bios, "luks-btrfs", "btrfs", Passphrase: "correct horse"),
        new("uefi-luks-lvm", FirmwareKind.Uefi, "luks-lvm", "ext4", Passphrase: "correct horse") { Swap = "/dev/dm-" },
        new("uefi-tpm2", FirmwareKind.Uefi, "luks", "ext4", Passphrase: "correct horse") { Tpm2 = true },
        new("bios-swap", FirmwareKind.Bios, "swap", "ext4") { Swap = "/dev/vda" },
        new("uefi-swapfile", FirmwareKind.Uefi, "swapfile", "ext4") { Swap = "/swapfile" },
        new("bios-zram", FirmwareKind.Bios, "zram", "ext4") { Swap = "/dev/zram" },
        new("bios-custom", FirmwareKind.Bios, "/tmp/custom.toml", "ext4") { Swap = "/dev/zram", Mounts = ["/var xfs", "/home ext4"] },
        new("uefi-fast-and-large", FirmwareKind.Uefi, "/tmp/fast-and-large.toml", "xfs", Disks: 2, Passphrase: "correct horse")
        {
            Swap = "/dev/dm-",
            Mounts = ["/home btrfs", "/srv ext4"],
        },
    ];

    /// <summary>The loader that is asked for; null for the one that the firmware suggests.</summary>
    public string? Loader { get; init; }

    /// <summary>Name of the entry that the firmware's own list gets; null where firmware has none.</summary>
    public string? FirmwareEntry => Firmware == FirmwareKind.Bios ? null : Loader == "grub" ? "NixOS" : "Linux Boot Manager";

    /// <summary>Whether the machine's TPM2 opens the disks as well.</summary>
    public bool Tpm2 { get; init; }

    /// <summary>Beginning of the device or file that is swapped to; null for none.</summary>
    public string? Swap { get; init; }

    /// <summary>File systems besides the root: mount point, space, type.</summary>
    public IReadOnlyList<string> Mounts { get; init; } = [];

    /// <summary>Name of the layout of one's own that the manual shows; null for a built-in one.</summary>
    public string? ManualLayout => Layout.EndsWith(".toml", StringComparison.Ordinal) ? Path.GetFileNameWithoutExtension(Layout) : null;

    /// <summary>Size of each disk.</summary>
    public long Size => ManualLayout is null ? DiskBytes : ManualDiskBytes;

    public string HostName => $"vm-{Name}";

    /// <summary>The answers, as a file of them has them.</summary>
    /// <param name="disks">The disks to be used, in the order of the layout.</param>
    public string Answers(IReadOnlyList<MachineDisk> disks) => $"""
        host = "reference"
        hostname = "{HostName}"
        time-zone = "Europe/Berlin"
        layout = "{Layout}"
        {string.Concat(disks.Select(disk => $"\n[[disk]]\nserial = \"{disk.Serial}\"\n"))}
        {(Passphrase is null ? "" : $"[encryption]\npassphrase = \"{Passphrase}\"\ntpm2 = {(Tpm2 ? "true" : "false")}\n")}
        {(Loader is null ? "" : $"[boot]\nloader = \"{Loader}\"\n")}
        [[user]]
        name = "{User}"
        groups = ["sudo"]
        password-hash = "{PasswordHash}"
        authorized-keys = ["{Key}"]

        """;

    public override string ToString() => Name;
}
