namespace Clu.Install.Loaders;

/// <summary>Files of the live system that a boot loader is made of.</summary>
public sealed record LoaderFiles
{
    /// <summary>Debian's package systemd-boot-efi has it there.</summary>
    public const string SystemdBootPath = "/usr/lib/systemd/boot/efi/systemd-bootx64.efi";

    /// <summary>systemd-boot for 64-bit UEFI.</summary>
    public string SystemdBoot { get; init; } = SystemdBootPath;
}
