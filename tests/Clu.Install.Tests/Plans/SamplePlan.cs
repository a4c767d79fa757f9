using Clu.Install.Choices;
using Clu.Install.Disks;
using Clu.Install.Layouts;
using Clu.Install.Loaders;
using Clu.Install.Plans;
using Clu.Install.Tools;
using Clu.Media.Hosts;
using Clu.Nix.BootSpecs;
using Clu.Nix.StorePaths;
using Clu.Systems.Profiles;

namespace Clu.Install.Tests.Plans;

/// <summary>A plan to judge and to print, with one disk, one command and one file.</summary>
internal static class SamplePlan
{
    public static StorePath Toplevel { get; } = StorePath.Parse("00000000000000000000000000000000-nixos-system-reference-1");

    public static BlockDevice Disk { get; } = new() { Path = "/dev/vda", Size = 8L << 30, Model = "QEMU", Serial = "S1" };

    public static MediumHost Host { get; } = new()
    {
        Name = "reference",
        Kind = HostKind.Reference,
        Toplevel = Toplevel,
        Closure = [Toplevel],
        ClosureSize = 600L << 20,
        OwnSize = 0,
    };

    public static InstallPlan Make(
        TargetFirmware firmware = TargetFirmware.Uefi, LoaderKind loader = LoaderKind.SystemdBoot, DiskSecret? secret = null, BlockDevice? disk = null,
        long storeRoom = 6L << 30)
    {
        DiskPlan disks = new()
        {
            Steps = [],
            Mounts = [new TargetMount("UUID=1", "/", "ext4", [], 1)],
            KernelParameters = ["root=UUID=1"],
            StoreRoom = storeRoom,
            UnlockMemory = secret is null ? 0 : 256L << 20,
        };
        return new InstallPlan
        {
            Choices = new InstallChoices
            {
                Host = Host,
                Disks = [disk ?? Disk],
                Layout = new DiskLayout { Name = "ext4" },
                Secret = secret,
                Firmware = firmware,
                Loader = loader,
                Machine = new MachineChoices { HostName = HostName.Parse("lab-7"), MachineId = "0123456789abcdef0123456789abcdef" },
            },
            Disks = disks,
            Loader = new LoaderRequest
            {
                Host = Host,
                BootSpec = new BootSpec { System = "x86_64-linux", Kernel = "/k", Label = "sample", Toplevel = "/t", Init = "/t/init" },
                Disks = disks,
                Kind = loader,
                Firmware = firmware,
                Built = new DateOnly(2026, 11, 27),
                MachineId = "0123456789abcdef0123456789abcdef",
                RandomSeed = new byte[32],
            },
            Steps =
            [
                new InstallStep
                {
                    Id = "partition",
                    Title = "Dividing the disk",
                    Destroys = true,
                    Actions = [new InstallAction.Run(new ToolCommand("sfdisk", "/dev/vda") { Input = ToolInput.Text("label: gpt\n") })],
                },
            ],
        };
    }
}
