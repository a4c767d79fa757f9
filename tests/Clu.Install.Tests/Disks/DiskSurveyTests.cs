using Clu.Install.Disks;
using Clu.Install.Tools;
using Clu.Testing;

namespace Clu.Install.Tests.Disks;

/// <summary>The survey on this machine, with disks made of files.</summary>
[Collection(LoopDisk.Collection)]
public sealed class DiskSurveyTests : IDisposable
{
    private const long Size = 96 << 20;

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Loop_devices_and_disks_in_ram_are_not_offered()
    {
        using LoopDisk loop = new(_folder["disk"], Size);

        IReadOnlyList<BlockDevice> disks = await DiskSurvey.ReadAsync(new ToolRunner(), TestContext.Current.CancellationToken);

        Assert.DoesNotContain(disks, disk => disk.Path.StartsWith("/dev/loop", StringComparison.Ordinal) || disk.Path.StartsWith("/dev/zram", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_empty_disk_may_be_written()
    {
        using LoopDisk loop = new(_folder["disk"], Size);

        BlockDevice disk = await loop.SurveyAsync();

        Assert.Null(disk.Refusal);
        Assert.Equal((Size, 512), (disk.Size, disk.SectorSize));
        Assert.Empty(disk.Contents);
    }

    [Fact]
    public async Task What_is_on_a_disk_is_shown()
    {
        using LoopDisk loop = new(_folder["disk"], Size);
        Tool.RunWith("sfdisk", ["--quiet", loop.Path], "label: gpt\nsize=32M\nsize=16M\n"u8.ToArray()).Succeeded();
        Tool.Run("partx", "--update", loop.Path).Succeeded();
        Tool.Run("mkfs.ext4", "-q", "-L", "old data", $"{loop.Path}p1").Succeeded();

        BlockDevice disk = await loop.SurveyAsync();

        Assert.Null(disk.Refusal);
        Assert.Equal(
            [new DiskContent($"{loop.Path}p1", 32 << 20, "ext4", "old data", null), new DiskContent($"{loop.Path}p2", 16 << 20, "", "", null)],
            disk.Contents);
    }

    [Fact]
    public async Task A_disk_that_is_mounted_is_refused()
    {
        using LoopDisk loop = new(_folder["disk"], Size);
        Tool.Run("mkfs.ext4", "-q", loop.Path).Succeeded();
        string folder = Directory.CreateDirectory(_folder["mounted"]).FullName;
        Tool.Run("mount", loop.Path, folder).Succeeded();
        try
        {
            BlockDevice disk = await loop.SurveyAsync();

            Assert.Equal($"mounted at {folder}", disk.Refusal);
            Assert.Equal(folder, Assert.Single(disk.Contents).MountPoint);
        }
        finally
        {
            Tool.Run("umount", folder).Succeeded();
        }
    }

    [Fact]
    public async Task A_disk_with_a_file_that_is_mounted_is_refused_though_it_is_mounted_nowhere()
    {
        using LoopDisk outer = new(_folder["disk"], Size);
        Tool.Run("mkfs.ext4", "-q", outer.Path).Succeeded();
        string below = Directory.CreateDirectory(_folder["below"]).FullName;
        string above = Directory.CreateDirectory(_folder["above"]).FullName;
        Tool.Run("mount", outer.Path, below).Succeeded();
        using LoopDisk inner = new(Path.Combine(below, "image"), 32 << 20);
        Tool.Run("mkfs.ext4", "-q", inner.Path).Succeeded();
        Tool.Run("mount", inner.Path, above).Succeeded();
        // As a live system that was started out of a file: the mount of its medium is no longer to be seen.
        Tool.Run("umount", "--lazy", below).Succeeded();
        try
        {
            Assert.Equal($"mounted at {above}", (await outer.SurveyAsync()).Refusal);
        }
        finally
        {
            Tool.Run("umount", above).Succeeded();
        }
    }

    [Fact]
    public async Task A_disk_that_cannot_be_written_is_refused()
    {
        using LoopDisk loop = new(_folder["disk"], Size);
        Tool.Run("blockdev", "--setro", loop.Path).Succeeded();

        Assert.Equal("read-only", (await loop.SurveyAsync()).Refusal);
    }
}
