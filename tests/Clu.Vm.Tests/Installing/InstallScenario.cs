using Clu.Media.Qemu;

namespace Clu.Vm.Tests.Installing;

/// <summary>One way to install a machine, and what must be true of it afterwards.</summary>
/// <param name="Name">Short, in kebab case.</param>
/// <param name="Firmware">How it starts.</param>
/// <param name="Layout">The built-in layout.</param>
/// <param name="RootType">Type of the root's file system.</param>
/// <param name="Disks">Number of disks.</param>
/// <param name="Passphrase">What opens the root; null when it is not encrypted.</param>
internal sealed record InstallScenario(
    string Name, FirmwareKind Firmware, string Layout, string RootType, int Disks = 1, string? Passphrase = null)
{
    /// <summary>Room for the system, and for a swap file beside it.</summary>
    public const long DiskBytes = 4L << 30;

    public const int MemoryMiB = 1024;
    public const string User = "alice";
    public const string Password = "swordfish";
    public const string Key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f alice@example.org";

    /// <summary><c>openssl passwd -6 -salt saltsalt swordfish</c>.</summary>
    private const string PasswordHash = "$6$saltsalt$cPbDmdp7sUA1v8Yjfppi8VeFqwELnkKCqsv5H2wx/S4LZwLhIhlK7tCX/4JqgCT3onV3./FXCDD2Y6iXkj4Lp/";

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
    ];

    public string HostName => $"vm-{Name}";

    /// <summary>The answers, as a file of them has them.</summary>
    /// <param name="disks">The disks to be used, in the order of the layout.</param>
    public string Answers(IReadOnlyList<MachineDisk> disks) => $"""
        host = "reference"
        hostname = "{HostName}"
        time-zone = "Europe/Berlin"
        layout = "{Layout}"
        {string.Concat(disks.Select(disk => $"\n[[disk]]\nserial = \"{disk.Serial}\"\n"))}
        {(Passphrase is null ? "" : $"[encryption]\npassphrase = \"{Passphrase}\"\n")}
        [[user]]
        name = "{User}"
        groups = ["sudo"]
        password-hash = "{PasswordHash}"
        authorized-keys = ["{Key}"]

        """;

    public override string ToString() => Name;
}
