using System.Text;
using Clu.Install.Choices;
using Clu.Install.Execution;
using Clu.Install.Layouts;
using Clu.Install.Loaders;
using Clu.Install.Plans;
using Clu.Install.Tools;
using Clu.Media.Hosts;
using Clu.Nix.BootSpecs;
using Clu.Nix.StorePaths;
using Clu.Testing;

namespace Clu.Vm.Tests;

/// <summary>
/// A disk with a boot loader as an installation plans it, and with the medium's kernel and initial ramdisk beside it; there is no system behind them.
/// </summary>
internal sealed class LoaderDisk(TempFolder folder)
{
    private const int SectorSize = 512;
    private const int BootMiB = 128;
    private const string BootUuid = "8d7bb0c4-6a43-4a0e-8d5e-0e2f5ff7a002";
    private const string RootUuid = "0b7c3f52-8c1c-4e30-9d0a-4f6d9c0f7b11";
    private const string SystemName = "00000000000000000000000000000001-nixos-system-clu-0.1";

    private readonly string _root = folder["mnt"];

    /// <summary>With systemd-boot on a FAT file system.</summary>
    public async Task<string> UefiAsync(CancellationToken cancel)
    {
        await RunAsync(Request(LoaderKind.SystemdBoot, TargetFirmware.Uefi, "vfat", [], SystemdBoot()), cancel);
        string esp = folder["esp.img"];
        Tool.Run("mkfs.vfat", "-F", "32", "-C", esp, $"{BootMiB * 1024}").Succeeded();
        Tool.Run("mcopy", ["-s", "-i", esp, .. Directory.GetFileSystemEntries($"{_root}/boot"), "::/"]).Succeeded();
        Tool.Run("fsck.vfat", "-n", esp).Succeeded();
        string disk = Partitioned($"label: gpt\nstart=2048,size={BootMiB}M,type=U\n");
        using FileStream source = File.OpenRead(esp);
        using FileStream target = File.OpenWrite(disk);
        target.Position = 2048 * SectorSize;
        await source.CopyToAsync(target, cancel);
        return disk;
    }

    /// <summary>With GRUB in a BIOS boot partition and on ext4, installed by <c>grub-install</c>.</summary>
    public async Task<string> BiosAsync(CancellationToken cancel)
    {
        const int bootStart = 4096;
        if (Tool.Find("grub-install") is null)
            throw Tool.Missing("grub-install");
        string disk = Partitioned($"label: gpt\nstart=2048,size=2048,type=21686148-6449-6E6F-744E-656564454649\nstart={bootStart},size={BootMiB}M,type=L\n");
        string device = Loop(disk);
        string boot = Loop(disk, "--offset", $"{bootStart * SectorSize}", "--sizelimit", $"{BootMiB << 20}");
        try
        {
            Tool.Run("mkfs.ext4", "-q", "-U", BootUuid, boot).Succeeded();
            using Mount mount = Mount.Image($"{_root}/boot", boot);
            await RunAsync(Request(LoaderKind.Grub, TargetFirmware.Bios, "ext4", [device], "/none"), cancel);
        }
        finally
        {
            Tool.Run("losetup", "--detach", boot).Succeeded();
            Tool.Run("losetup", "--detach", device).Succeeded();
        }

        return disk;
    }

    /// <summary>A disk with the root file system that the kernel is told to take; its init runs a shell command.</summary>
    public string Root(string command)
    {
        string system = Directory.CreateDirectory(folder[$"root/nix/store/{SystemName}"]).FullName, shell = Directory.CreateDirectory(folder["root/bin"]).FullName;
        Script.Write(Path.Combine(system, "init"), command);
        File.Copy(Tool.Find("busybox") ?? throw Tool.Missing("busybox"), Path.Combine(shell, "sh"));
        Tool.Run("mkfs.ext4", "-q", "-U", RootUuid, "-d", folder["root"], folder["root.img"], "16M").Succeeded();
        return folder["root.img"];
    }

    private async Task RunAsync(LoaderRequest request, CancellationToken cancel)
    {
        ActionRunner actions = new(
            new TargetFolder(_root), new ToolRunner(), (_, _) => throw new NotSupportedException(), (_, _, _) => throw new NotSupportedException(), _ => { });
        foreach (InstallAction action in LoaderPlanner.Plan(request).Actions)
            await actions.RunAsync(action is InstallAction.Run { Command: { Program: "grub-install" } command } ? new InstallAction.Run(OverLoop(command)) : action, null, cancel);
    }

    // On an installed machine grub-install sees that /boot is a partition; here it is a device of its own, whose disk it cannot know.
    private static ToolCommand OverLoop(ToolCommand command) => command with { Arguments = ["--modules=part_gpt", .. command.Arguments] };

    private LoaderRequest Request(LoaderKind kind, TargetFirmware firmware, string bootType, IReadOnlyList<string> biosDisks, string systemdBoot)
    {
        Tool.Run("xorriso", "-osirrox", "on", "-indev", MediumUnderTest.Path, "-extract", "/boot/nix", $"{_root}/nix").Succeeded();
        string Find(string name) => Directory.GetFiles($"{_root}/nix/store", name, SearchOption.AllDirectories).Single()[_root.Length..];
        StorePath toplevel = StorePath.Parse(SystemName);
        return new LoaderRequest
        {
            Host = new MediumHost { Name = "box", Kind = HostKind.Reference, Toplevel = toplevel, Closure = [toplevel], ClosureSize = 1, OwnSize = 1 },
            BootSpec = new BootSpec
            {
                System = "x86_64-linux",
                Label = "clu 0.1 (Linux)",
                Kernel = Find("vmlinuz*"),
                Initrd = Find("initrd"),
                KernelParameters = ["console=ttyS0,115200"],
                Toplevel = $"/nix/store/{SystemName}",
                Init = $"/nix/store/{SystemName}/init",
            },
            Disks = new DiskPlan
            {
                Steps = [],
                Mounts = [new TargetMount($"UUID={RootUuid}", "/", "ext4", [], 1), new TargetMount($"UUID={BootUuid}", "/boot", bootType, [], 2)],
                EspMount = firmware == TargetFirmware.Uefi ? "/boot" : null,
                BiosDisks = biosDisks,
                KernelParameters = [$"root=UUID={RootUuid}"],
                StoreRoom = 1,
            },
            Kind = kind,
            Firmware = firmware,
            Built = new DateOnly(2026, 11, 27),
            MachineId = "0123456789abcdef0123456789abcdef",
            RandomSeed = new byte[32],
            Files = new LoaderFiles { SystemdBoot = systemdBoot },
            Root = _root,
        };
    }

    private string SystemdBoot()
    {
        Tool.Run("xorriso", "-osirrox", "on", "-indev", MediumUnderTest.Path, "-extract", "/nix-store.squashfs", folder["store.squashfs"]).Succeeded();
        string name = Tool.Run("unsquashfs", "-ls", "-d", "", folder["store.squashfs"]).Succeeded().Output.Split('\n').Single(path => path.EndsWith("/systemd-bootx64.efi", StringComparison.Ordinal));
        Tool.Run("unsquashfs", "-no-progress", "-d", folder["store"], folder["store.squashfs"], name.TrimStart('/')).Succeeded();
        File.Delete(folder["store.squashfs"]);
        return folder["store"] + name;
    }

    private string Partitioned(string table)
    {
        string disk = folder["disk.img"];
        using (FileStream file = File.Create(disk))
            file.SetLength((BootMiB + 8L) << 20);
        Tool.RunWith("sfdisk", ["--quiet", disk], Encoding.ASCII.GetBytes(table)).Succeeded();
        return disk;
    }

    private static string Loop(string file, params string[] arguments)
    {
        ToolResult result = Tool.Run("losetup", ["--find", "--show", .. arguments, file]);
        return result.ExitCode == 0 ? result.Output.Trim() : throw Xunit.Sdk.SkipException.ForSkip($"loop devices need root: {result.Error.Trim()}");
    }
}
