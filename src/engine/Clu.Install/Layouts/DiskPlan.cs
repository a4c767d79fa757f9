using Clu.Install.Plans;

namespace Clu.Install.Layouts;

/// <summary>What a layout makes of disks. Every identifier is chosen beforehand, so that a plan can be printed, and an interrupted one recognised.</summary>
public sealed record DiskPlan
{
    /// <summary>
    /// Partitioning, arrays, encryption, volumes, file systems: ids <c>partition</c>, <c>raid</c>, <c>encrypt</c>, <c>volumes</c>, <c>format</c>, as far
    /// as the layout has them. A layout with a kind on top of itself (LUKS on a volume on LUKS) has <c>encrypt-2</c> and so on.
    /// </summary>
    public required IReadOnlyList<InstallStep> Steps { get; init; }

    /// <summary>What follows once everything is mounted below the target root: <c>swap</c> makes swap files. Empty for most layouts.</summary>
    public IReadOnlyList<InstallStep> AfterMount { get; init; } = [];

    /// <summary>Every partition with its place, in the order of the layout.</summary>
    public IReadOnlyList<PlannedPartition> Partitions { get; init; } = [];

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

    /// <summary>
    /// Mount points of further EFI system partitions, <c>/boot2</c>: whoever writes to <see cref="EspMount"/> writes the same here, so that the machine
    /// starts when the first disk is gone.
    /// </summary>
    public IReadOnlyList<string> EspMirrors { get; init; } = [];

    /// <summary>
    /// EFI system partitions, for NVRAM entries: disk and number; that of <see cref="EspMount"/> first, then those of <see cref="EspMirrors"/> in their
    /// order.
    /// </summary>
    public IReadOnlyList<(string Disk, int Number)> EspPartitions { get; init; } = [];

    /// <summary>Disks that get GRUB for BIOS; empty when the layout has no place for it.</summary>
    public IReadOnlyList<string> BiosDisks { get; init; } = [];

    /// <summary>
    /// Kernel parameters that lead stage 1 to the root: <c>root=UUID=…</c>, <c>rootfstype=</c>, <c>rootflags=</c>, <c>rd.luks.name=</c>,
    /// <c>rd.md.uuid=</c>, <c>rd.lvm.vg=</c>.
    /// </summary>
    public required IReadOnlyList<string> KernelParameters { get; init; }

    /// <summary>Bytes of RAM that opening a LUKS volume takes, now and at every start; 0 without LUKS.</summary>
    public long UnlockMemory { get; init; }

    /// <summary>Bytes that the file system of <c>/nix/store</c> will have for files, a little underestimated.</summary>
    public required long StoreRoom { get; init; }
}
