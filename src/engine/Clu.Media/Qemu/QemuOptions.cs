namespace Clu.Media.Qemu;

/// <summary>What a user wants to see booted.</summary>
public sealed record QemuOptions
{
    /// <summary>Below this no live system reaches its prompt.</summary>
    public const int SmallestMemoryMiB = 128;

    /// <summary>Path of the image; null for a machine that starts from its disks.</summary>
    public required string? Image { get; init; }

    /// <summary>The firmware.</summary>
    public FirmwareKind Firmware { get; init; } = FirmwareKind.Bios;

    /// <summary>How the guest sees the image.</summary>
    public MediaKind Media { get; init; } = MediaKind.Cdrom;

    /// <summary>Who executes the guest's instructions; null for the fastest that a trial shows to work.</summary>
    public Accelerator? Accelerator { get; init; }

    /// <summary>Memory of the guest in MiB.</summary>
    public int MemoryMiB { get; init; } = 2048;

    /// <summary>Processors of the guest; null for as many as the host has, four at most.</summary>
    public int? Processors { get; init; }

    /// <summary>Path of a disk to install to, or null. A name that ends in <c>.qcow2</c> is that format, every other one is raw.</summary>
    public string? Disk { get; init; }

    /// <summary>Size in bytes of a disk that does not exist yet; it takes no room before the guest writes.</summary>
    public long DiskBytes { get; init; } = 16L << 30;

    /// <summary>More disks, which are there already; firmware tries them in their order, after the image.</summary>
    public IReadOnlyList<QemuDrive> Drives { get; init; } = [];

    /// <summary>A file that keeps the variables of UEFI firmware from one start to the next, a copy of those as delivered; null forgets them.</summary>
    public string? Variables { get; init; }

    /// <summary>Texts that the guest finds among the firmware's tables (SMBIOS type 11), where systemd looks for credentials.</summary>
    public IReadOnlyList<string> FirmwareTexts { get; init; } = [];

    /// <summary>The serial line is on the terminal and there is no window; Ctrl-A X ends the machine.</summary>
    public bool Serial { get; init; }

    /// <summary>The guest has a network card behind address translation.</summary>
    public bool Network { get; init; } = true;

    /// <summary>Instead of the terminal, a Unix socket that QEMU listens on for the serial line.</summary>
    public string? SerialSocket { get; init; }

    /// <summary>A Unix socket that QEMU listens on for its machine protocol, or null.</summary>
    public string? ControlSocket { get; init; }
}
