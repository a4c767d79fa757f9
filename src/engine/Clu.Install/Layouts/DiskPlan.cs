using Clu.Install.Plans;

namespace Clu.Install.Layouts;

/// <summary>What a layout makes of disks. Every identifier is chosen beforehand, so that a plan can be printed, and an interrupted one recognised.</summary>
public sealed record DiskPlan
{
    /// <summary>Partitioning, arrays, encryption, volumes, file systems: ids <c>partition</c>, <c>raid</c>, <c>encrypt</c>, <c>volumes</c>, <c>format</c>, as far as the layout has them.</summary>
    public required IReadOnlyList<InstallStep> Steps { get; init; }

    /// <summary>Every mount of the target, its root first; for mounting now and for <c>fstab</c>.</summary>
    public required IReadOnlyList<TargetMount> Mounts { get; init; }

    /// <summary>Swap partitions and files of the target.</summary>
    public IReadOnlyList<TargetSwap> Swaps { get; init; } = [];

    /// <summary>Size of compressed swap in RAM, as zram-generator writes it (<c>min(ram / 2, 4096)</c>); null for none.</summary>
    public string? Zram { get; init; }

    /// <summary>LUKS volumes that stage 1 opens.</summary>
    public IReadOnlyList<TargetLuks> Luks { get; init; } = [];

    /// <summary>Arrays that stage 1 assembles: their UUIDs as mdadm prints them.</summary>
    public IReadOnlyList<TargetRaid> Arrays { get; init; } = [];

    /// <summary>LVM volume groups that stage 1 activates.</summary>
    public IReadOnlyList<string> VolumeGroups { get; init; } = [];

    /// <summary>Mount point of the EFI system partition; null when the layout has none.</summary>
    public string? EspMount { get; init; }

    /// <summary>EFI system partitions, for NVRAM entries: disk and number. More than one where a layout mirrors disks.</summary>
    public IReadOnlyList<(string Disk, int Number)> EspPartitions { get; init; } = [];

    /// <summary>Disks that get GRUB for BIOS; empty when the layout has no place for it.</summary>
    public IReadOnlyList<string> BiosDisks { get; init; } = [];

    /// <summary>Kernel parameters that lead stage 1 to the root: <c>root=UUID=…</c>, <c>rootfstype=</c>, <c>rootflags=</c>, <c>rd.luks.name=</c>, <c>rd.md.uuid=</c>, <c>rd.lvm.vg=</c>.</summary>
    public required IReadOnlyList<string> KernelParameters { get; init; }

    /// <summary>Bytes that the file system of <c>/nix/store</c> will have for files, a little underestimated.</summary>
    public required long StoreRoom { get; init; }
}
