using Clu.Cli.Wizard.Choices;
using Clu.Install.Choices;
using Clu.Install.Disks;
using Clu.Install.Layouts;
using Clu.Install.Loaders;
using Clu.Install.Plans;
using Clu.Install.Tools;
using Clu.Media.Hosts;
using Clu.Nix.BootSpecs;
using Clu.Nix.Hashing;
using Clu.Nix.StoreObjects;
using Clu.Nix.StorePaths;
using Clu.Systems.Profiles;

namespace Clu.Cli.Tests.Wizard;

/// <summary>A machine with four disks and a medium with two systems.</summary>
internal static class SampleMachine
{
    private const long GiB = 1 << 30;

    public static StorePath Toplevel { get; } = StorePath.Parse("00000000000000000000000000000000-nixos-system-reference-1");

    public static MediumHost Reference { get; } = new()
    {
        Name = "reference",
        Description = "Debian packages in a Nix store, with SSH",
        Kind = HostKind.Reference,
        Toplevel = Toplevel,
        Closure = [Toplevel],
        ClosureSize = 1200L << 20,
        OwnSize = 0,
        Defaults = new HostDefaults { HostName = HostName.Parse("reference"), Layout = "ext4" },
    };

    public static MediumHost Kiosk { get; } = Reference with
    {
        Name = "kiosk",
        Description = "A screen on a wall",
        ClosureSize = 2 * GiB,
        Defaults = new HostDefaults
        {
            TimeZone = "Europe/Berlin",
            Users = [new UserAccount(UserName.Parse("show"), null, [], UserAccount.DefaultShell, "$6$abc$def", [])],
        },
    };

    public static IReadOnlyList<BlockDevice> Disks { get; } =
    [
        new() { Path = "/dev/sda", Size = 15 * GiB, Model = "Ultra Fit", Serial = "4C5310", Transport = "usb", IsRemovable = true, Refusal = "the live system runs from it" },
        new()
        {
            Path = "/dev/nvme0n1", Size = 512 * GiB, Model = "Samsung SSD 990 PRO", Serial = "S6Z1NJ0W", Transport = "nvme",
            Contents =
            [
                new DiskContent("/dev/nvme0n1p1", GiB / 2, "vfat", "SYSTEM", null), new DiskContent("/dev/nvme0n1p2", 300 * GiB, "ntfs", "Windows", null),
                new DiskContent("/dev/nvme0n1p3", 200 * GiB, "crypto_LUKS", "", null),
            ],
        },
        new() { Path = "/dev/vda", Size = 32 * GiB, Transport = "virtio" },
        new() { Path = "/dev/vdb", Size = 32 * GiB, Transport = "virtio", Contents = [new DiskContent("/dev/vdb", 32 * GiB, "ext4", "ho\e[31me", "/home")], Refusal = "mounted at /home" },
        new() { Path = "/dev/vdc", Size = GiB, Model = "Tiny" },
    ];

    public static InstallFacts Facts { get; } = new()
    {
        MediumLabel = "clu-installer-0.1",
        Hosts = [Reference],
        Disks = Disks,
        Layouts =
        [
            new LayoutChoice("ext4", "one ext4 file system, swap in a file", 1, false, null), new LayoutChoice("luks", "the same, encrypted with a passphrase", 1, true, null),
            new LayoutChoice("raid1", "two disks that hold the same", 2, false, null),
            new LayoutChoice("bios", "for machines without UEFI", 1, false, "this machine was started by UEFI"),
        ],
        Firmware = "UEFI",
        TimeZones = ["Africa/Abidjan", "America/New_York", "Asia/Tokyo", "Europe/Berlin", "Europe/London", "UTC"],
        Keymaps = ["de", "fr", "us"],
        Locales = ["C.UTF-8", "de_DE.UTF-8", "en_US.UTF-8"],
        Interfaces = ["enp1s0", "enp2s0"],
        Wifi = ["Café 5"],
    };

    private static DiskPlan DiskPlan { get; } =
        new() { Steps = [], Mounts = [new TargetMount("UUID=1", "/", "ext4", [], 1)], KernelParameters = ["root=UUID=1"], StoreRoom = 6 * GiB };

    public static InstallPlan Plan { get; } = new()
    {
        Choices = new InstallChoices
        {
            Host = Reference,
            Disks = [Disks[2]],
            Layout = new DiskLayout { Name = "ext4" },
            Firmware = TargetFirmware.Uefi,
            Loader = LoaderKind.SystemdBoot,
            Machine = new MachineChoices { HostName = HostName.Parse("lab-7"), MachineId = "0123456789abcdef0123456789abcdef" },
        },
        Disks = DiskPlan,
        Loader = new LoaderRequest
        {
            Host = Reference,
            BootSpec = new BootSpec { System = "x86_64-linux", Kernel = "/k", Label = "sample", Toplevel = "/t", Init = "/t/init" },
            Disks = DiskPlan,
            Kind = LoaderKind.SystemdBoot,
            Firmware = TargetFirmware.Uefi,
            Built = new DateOnly(2026, 11, 27),
            MachineId = "0123456789abcdef0123456789abcdef",
            RandomSeed = new byte[32],
        },
        Steps =
        [
            new InstallStep
            {
                Id = "partition", Title = "Dividing the disk", Destroys = true,
                Actions = [new InstallAction.Run(new ToolCommand("sfdisk", "/dev/vda") { Input = ToolInput.Text("label: gpt\n") })],
            },
            new InstallStep { Id = "format", Title = "Making file systems", Destroys = true, Actions = [new InstallAction.Run(new ToolCommand("mkfs.ext4", "/dev/vda2"))] },
            new InstallStep { Id = "populate", Title = "Copying the system", Actions = [new InstallAction.CopyClosure(Toplevel, 1, 1200L << 20)] },
            new InstallStep { Id = "loader", Title = "Installing the boot loader", Actions = [] },
        ],
    };

    /// <summary>What the medium says of itself.</summary>
    public static MediumManifest Manifest { get; } = new()
    {
        Label = "clu-installer-0.1",
        Hosts = [Reference, Kiosk with { ClosureSize = Reference.ClosureSize, Defaults = new HostDefaults() }],
        Objects = [new StoreObjectInfo { Path = Toplevel, NarHash = Hash.Of(HashAlgorithm.Sha256, []), NarSize = Reference.ClosureSize, References = [] }],
    };
}
