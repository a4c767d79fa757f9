using System.Globalization;
using Clu.Install.Choices;
using Clu.Install.Disks;
using Clu.Install.Layouts;
using Clu.Install.Plans;
using Clu.Install.Tests.Disks;
using Clu.Install.Tools;
using Clu.Testing;

namespace Clu.Install.Tests.Layouts;

/// <summary>Plans are carried out by the real tools on disks made of sparse files, and judged by others.</summary>
[Collection(LoopDisk.Collection)]
public sealed class PlanOnLoopDeviceTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly LoopDisk _disk;
    private readonly string _root;

    public PlanOnLoopDeviceTests()
    {
        _root = Directory.CreateDirectory(_folder["root"]).FullName;
        _disk = new LoopDisk(_folder["disk"], 6 * TestDisks.GiB);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        Tool.Run("umount", "--recursive", "--quiet", _root);
        _disk.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("ext4")]
    [InlineData("xfs")]
    [InlineData("f2fs")]
    [InlineData("btrfs")]
    [InlineData("swap")]
    [InlineData("swapfile")]
    [InlineData("zram")]
    public async Task A_disk_becomes_what_the_layout_says(string name)
    {
        DiskPlan plan = await PlanAsync(name);

        await RunAsync(plan.Steps);

        Tool.Run("sfdisk", "--verify", _disk.Path).Succeeded();
        CheckPartitions(plan);
        CheckFileSystems(plan);
        if (await MountAsync(plan))
        {
            await RunAsync(plan.AfterMount);
            CheckMounts(plan);
            CheckSwapFiles(plan);
            Tool.Run("umount", "--recursive", _root).Succeeded();
        }

        CheckFileSystems(plan);
    }

    [Theory]
    [InlineData("ext4", "btrfs")]
    [InlineData("btrfs", "xfs")]
    [InlineData("swap", "swap")]
    public async Task A_step_that_was_interrupted_and_a_disk_that_was_used_are_no_obstacle(string before, string after)
    {
        await RunAsync((await PlanAsync(before)).Steps);
        DiskPlan plan = await PlanAsync(after);
        foreach (InstallStep step in plan.Steps)
        {
            // Half of it, then all of it.
            await RunAsync([step with { Actions = [.. step.Actions.Take((step.Actions.Count / 2) + 1)] }]);
            await RunAsync([step]);
        }

        CheckPartitions(plan);
        CheckFileSystems(plan);
    }

    [Fact]
    public async Task Nothing_of_what_a_disk_held_is_found_after_partitioning()
    {
        DiskPlan old = await PlanAsync("ext4");
        await RunAsync(old.Steps);
        Tool.RunWith("cryptsetup", ["luksFormat", "--batch-mode", "--type=luks2", "--pbkdf=pbkdf2", "--pbkdf-force-iterations=1000", "--key-file=-", $"{_disk.Path}p3"], "x"u8.ToArray())
            .Succeeded();
        DiskPlan plan = await PlanAsync("ext4");

        await RunAsync([plan.Steps[0]]);

        Assert.All(plan.Partitions, partition => Assert.Empty(Tool.Run("wipefs", "--no-act", partition.Path).Succeeded().Output));
    }

    [Fact]
    public async Task A_key_file_and_a_passphrase_both_open_a_volume_and_its_key_needs_no_more_memory_than_said()
    {
        byte[] key = [.. Enumerable.Range(0, 512).Select(i => (byte)i)];
        DiskSecret secret = new() { Passphrase = "geheim"u8.ToArray(), KeyFile = key };
        DiskPlan plan = await PlanAsync("luks", secret, keyMemory: 32 * 1024);
        await RunAsync([plan.Steps[0]]);
        InstallStep encrypt = plan.Steps[1];
        // Opening needs the device mapper, which not every kernel has; the VM tests open volumes.
        await RunAsync([encrypt with { Actions = [.. encrypt.Actions.Where(action => action is not InstallAction.Run { Command: { Program: "cryptsetup", Arguments: ["open", ..] } command }
            || command.Arguments.Contains("--test-passphrase"))] }]);

        int Opens(byte[] with) =>
            Tool.RunWith("cryptsetup", ["open", "--test-passphrase", "--key-file=-", $"{_disk.Path}p3"], with).ExitCode;
        Assert.Equal((0, 0, 2), (Opens("geheim"u8.ToArray()), Opens(key), Opens("falsch"u8.ToArray())));
        string header = Tool.Run("cryptsetup", "luksDump", $"{_disk.Path}p3").Succeeded().Output;
        Assert.Contains(plan.Luks[0].Uuid.ToString(), header, StringComparison.Ordinal);
        Assert.Equal(2, header.Split('\n').Count(line => line.Trim() is "PBKDF:      argon2id"));
        Assert.All(
            header.Split('\n').Where(line => line.Trim().StartsWith("Memory:", StringComparison.Ordinal)),
            line => Assert.InRange(int.Parse(line.Split(':')[1], CultureInfo.InvariantCulture), 1, 32 * 1024));
    }

    [Fact]
    public async Task A_volume_group_is_made_again_over_what_an_interrupted_run_left()
    {
        // A name that no group of this machine has.
        DiskLayout layout = LayoutReader.Parse(LayoutCatalog.Text("lvm").Replace("pool", "clu-test-pool", StringComparison.Ordinal), "lvm.toml");
        DiskPlan plan = DiskPlanner.Plan(layout, [await _disk.SurveyAsync()], null, TargetFirmware.Uefi, TestDisks.Ids, _root);
        await RunAsync([plan.Steps[0]]);
        InstallStep volumes = plan.Steps[1];
        // Volumes need the device mapper, which not every kernel has; the VM tests make them.
        InstallStep group = volumes with { Actions = [.. volumes.Actions.Where(action => action is not InstallAction.Run { Command.Program: "lvcreate" })] };

        await RunAsync([group, group]);

        string size = Tool.Run("vgs", "--noheadings", "--nosuffix", "--units", "b", "--options", "vg_size", "clu-test-pool").Succeeded().Output;
        Assert.InRange(long.Parse(size, CultureInfo.InvariantCulture), plan.Partitions[2].Size - (8 << 20), plan.Partitions[2].Size);
    }

    private async Task<DiskPlan> PlanAsync(string name, DiskSecret? secret = null, int keyMemory = DiskPlanner.DefaultKeyMemory)
    {
        BlockDevice disk = await _disk.SurveyAsync();
        return DiskPlanner.Plan(LayoutCatalog.Find(name), [disk], secret, TargetFirmware.Uefi, TestDisks.Ids, _root, keyMemory);
    }

    private static async Task RunAsync(IEnumerable<InstallStep> steps)
    {
        ToolRunner tools = new();
        foreach (InstallAction.Run run in steps.SelectMany(step => step.Actions).Cast<InstallAction.Run>())
        {
            if (Tool.Find(run.Command.Program) is null)
                throw Tool.Missing(run.Command.Program);
            if (run.Command.Program != "mount" || LoopDisk.KernelMounts(run.Command.Arguments[1]))
                await tools.RunAsync(run.Command, Cancellation);
        }
    }

    private static string Blkid(string device, string tag) => Tool.Run("blkid", "--probe", "--match-tag", tag, "--output", "value", device).Output.Trim();

    private static void CheckPartitions(DiskPlan plan)
    {
        foreach (PlannedPartition partition in plan.Partitions)
        {
            Assert.Equal($"{partition.Id}", Blkid(partition.Path, "PART_ENTRY_UUID"));
            Assert.Equal(partition.Layout.Name, Blkid(partition.Path, "PART_ENTRY_NAME"));
            Assert.Equal(PartitionTypes.Id(partition.Layout.Type), Blkid(partition.Path, "PART_ENTRY_TYPE"), ignoreCase: true);
            Assert.Equal($"{partition.Start / 512}", Blkid(partition.Path, "PART_ENTRY_OFFSET"));
            Assert.Equal($"{partition.Size / 512}", Blkid(partition.Path, "PART_ENTRY_SIZE"));
        }
    }

    private void CheckFileSystems(DiskPlan plan)
    {
        foreach (TargetMount mount in plan.Mounts)
        {
            string device = Device(plan, mount.Source);
            Assert.Equal(mount.Type, Blkid(device, "TYPE"));
            Assert.Equal(mount.Path == "/boot" ? "BOOT" : "nixos", Blkid(device, "LABEL"));
            (string program, string[] arguments) = mount.Type switch
            {
                "ext4" => ("e2fsck", ["-f", "-n"]),
                "xfs" => ("xfs_repair", ["-n"]),
                "btrfs" => ("btrfs", ["check"]),
                "f2fs" => ("fsck.f2fs", ["--dry-run"]),
                _ => ("fsck.vfat", new[] { "-n" }),
            };
            Tool.Run(program, [.. arguments, device]).Succeeded();
        }

        Assert.All(plan.Swaps.Where(swap => swap.FileSize is null), swap => Assert.Equal("swap", Blkid(Device(plan, swap.Source), "TYPE")));
    }

    private string Device(DiskPlan plan, string source) =>
        plan.Partitions.Select(partition => partition.Path).Single(path => $"UUID={Blkid(path, "UUID")}" == source && path.StartsWith(_disk.Path, StringComparison.Ordinal));

    /// <summary>False where this kernel cannot mount the root.</summary>
    private async Task<bool> MountAsync(DiskPlan plan)
    {
        foreach (TargetMount mount in plan.Mounts.Where(mount => LoopDisk.KernelMounts(mount.Type)))
        {
            string folder = Directory.CreateDirectory(_root + mount.Path.TrimEnd('/')).FullName;
            await new ToolRunner().RunAsync(new ToolCommand("mount", "-t", mount.Type, "-o", string.Join(',', [.. mount.Options, "rw"]), mount.Source, folder), Cancellation);
        }

        return LoopDisk.KernelMounts(plan.Mounts[0].Type);
    }

    private void CheckMounts(DiskPlan plan)
    {
        foreach (TargetMount mount in plan.Mounts.Where(mount => LoopDisk.KernelMounts(mount.Type)))
        {
            string options = Tool.Run("findmnt", "--noheadings", "--output", "OPTIONS", "--mountpoint", _root + mount.Path.TrimEnd('/')).Succeeded().Output;
            Assert.All(
                mount.Options.Where(option => option.StartsWith("subvol=", StringComparison.Ordinal)),
                option => Assert.Contains(option.Replace("=", "=/", StringComparison.Ordinal), options, StringComparison.Ordinal));
        }

        long room = new DriveInfo(_root).AvailableFreeSpace - plan.Swaps.Sum(swap => swap.FileSize ?? 0);
        Assert.True(plan.AfterMount.Count > 0 || plan.StoreRoom <= room, $"{plan.StoreRoom} bytes were promised, {room} are there");
    }

    private void CheckSwapFiles(DiskPlan plan)
    {
        foreach (TargetSwap swap in plan.Swaps.Where(swap => swap.FileSize is not null))
        {
            FileInfo file = new(_root + swap.Source);
            Assert.Equal((swap.FileSize, UnixFileMode.UserRead | UnixFileMode.UserWrite), (file.Length, file.UnixFileMode));
            Assert.Equal("swap", Blkid(file.FullName, "TYPE"));
        }
    }
}
