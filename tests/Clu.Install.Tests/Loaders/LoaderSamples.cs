using Clu.Install.Choices;
using Clu.Install.Layouts;
using Clu.Install.Loaders;
using Clu.Media.Hosts;
using Clu.Nix.BootSpecs;
using Clu.Nix.StorePaths;

namespace Clu.Install.Tests.Loaders;

/// <summary>Systems and disks to plan boot loaders for.</summary>
internal static class LoaderSamples
{
    public const string EspUuid = "7A4C-10D2";
    public const string RootUuid = "0b7c3f52-8c1c-4e30-9d0a-4f6d9c0f7b11";
    public const string MachineId = "0123456789abcdef0123456789abcdef";

    public static StorePath Toplevel { get; } = StorePath.Parse("00000000000000000000000000000001-nixos-system-clu-0.1");

    public static BootSpec Spec { get; } = System("00000000000000000000000000000001-nixos-system-clu-0.1", ["quiet", "loglevel=4"]);

    public static BootSpec WithSpecialisations { get; } = Spec with
    {
        Specialisations = new Dictionary<string, BootSpec>
        {
            ["rescue"] = System("00000000000000000000000000000004-nixos-system-clu-rescue-0.1", ["systemd.unit=rescue.target"]),
            ["big-fonts"] = System("00000000000000000000000000000005-nixos-system-clu-fonts-0.1", ["fbcon=font:TER16x32"]),
        },
    };

    public static DiskPlan Uefi { get; } = new()
    {
        Steps = [],
        Mounts =
        [
            new TargetMount($"UUID={RootUuid}", "/", "ext4", [], 1),
            new TargetMount($"UUID={EspUuid}", "/boot", "vfat", ["umask=0077"], 2),
        ],
        EspMount = "/boot",
        EspPartitions = [("/dev/vda", 1)],
        KernelParameters = [$"root=UUID={RootUuid}", "rootfstype=ext4"],
        StoreRoom = 1 << 30,
    };

    public static DiskPlan Mirrored { get; } = Uefi with
    {
        Mounts = [.. Uefi.Mounts, new TargetMount("UUID=7A4C-10D3", "/boot2", "vfat", ["umask=0077"], 2)],
        EspMirrors = ["/boot2"],
        EspPartitions = [("/dev/vda", 1), ("/dev/vdb", 1)],
        BiosDisks = ["/dev/vda", "/dev/vdb"],
    };

    public static DiskPlan BiosBtrfs { get; } = new()
    {
        Steps = [],
        Mounts = [new TargetMount($"UUID={RootUuid}", "/", "btrfs", ["subvol=@root", "compress=zstd"], 0)],
        BiosDisks = ["/dev/sda"],
        KernelParameters = [$"root=UUID={RootUuid}", "rootfstype=btrfs", "rootflags=subvol=@root"],
        StoreRoom = 1 << 30,
    };

    public static LoaderRequest Request { get; } = new()
    {
        Host = Host(HostKind.Reference),
        BootSpec = Spec,
        Disks = Uefi,
        Kind = LoaderKind.SystemdBoot,
        Firmware = TargetFirmware.Uefi,
        NvramEntry = true,
        Built = new DateOnly(2026, 11, 27),
        MachineId = MachineId,
        RandomSeed = new byte[32],
        Files = new LoaderFiles(),
    };

    public static MediumHost Host(HostKind kind) => new()
    {
        Name = "clu",
        Kind = kind,
        Toplevel = Toplevel,
        Closure = [Toplevel],
        ClosureSize = 1,
        OwnSize = 1,
    };

    public static BootSpec System(string name, IReadOnlyList<string> parameters) => new()
    {
        System = "x86_64-linux",
        Label = "clu 0.1.6.12.107+deb13-amd64 (Linux 6.12.107+deb13-amd64)",
        Kernel = "/nix/store/00000000000000000000000000000002-linux-image-6.12.107+deb13-amd64-6.12.107-1/boot/vmlinuz-6.12.107+deb13-amd64",
        Initrd = "/nix/store/00000000000000000000000000000003-initrd-linux-6.12.107+deb13-amd64/initrd",
        KernelParameters = parameters,
        Toplevel = $"/nix/store/{name}",
        Init = $"/nix/store/{name}/init",
    };
}
