using Clu.Images.Gpt;
using Clu.Images.Mbr;
using Clu.Install.Growing;
using Clu.Testing;

namespace Clu.Install.Tests.DiskImages;

public sealed class RootGrowthTests : IDisposable
{
    private const long MiB = 1L << 20;

    private readonly TempFolder _folder = new();

    private string Disk => _folder["disk.img"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_last_partition_takes_a_disk_that_became_larger()
    {
        Make(100 * MiB);
        Resize(300 * MiB);
        long size = RootGrowth.GrowPartition(Disk, 2);
        GptTable table = Read()!;
        Assert.Equal((ulong)(300 * MiB / 512), table.SectorCount);
        Assert.Equal(size, (long)table.Partitions[1].SectorCount * 512);
        // The end of the disk but for the table and what is no whole MiB.
        Assert.Equal(300 * MiB - MiB, (long)(table.Partitions[1].LastSector + 1) * 512);
        Assert.Equal(2048UL, table.Partitions[0].FirstSector);
        Tool.Run("sfdisk", "--verify", Disk).Succeeded();
        Assert.DoesNotContain("PMBR size mismatch", Tool.Run("sfdisk", "--list", Disk).Succeeded().Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_disk_that_is_taken_already_stays_as_it_is()
    {
        Make(100 * MiB);
        Resize(300 * MiB);
        RootGrowth.GrowPartition(Disk, 2);
        byte[] before = File.ReadAllBytes(Disk);
        Assert.Equal(0, RootGrowth.GrowPartition(Disk, 2));
        Assert.Equal(before, File.ReadAllBytes(Disk));
    }

    [Fact]
    public void A_partition_with_another_behind_it_stays_as_it_is()
    {
        Make(100 * MiB);
        Resize(300 * MiB);
        byte[] before = File.ReadAllBytes(Disk);
        Assert.Equal(0, RootGrowth.GrowPartition(Disk, 1));
        Assert.Equal(before, File.ReadAllBytes(Disk));
    }

    [Fact]
    public void A_disk_without_a_table_stays_as_it_is()
    {
        File.WriteAllBytes(Disk, new byte[4 * MiB]);
        Assert.Equal(0, RootGrowth.GrowPartition(Disk, 1));
        Assert.DoesNotContain(File.ReadAllBytes(Disk), value => value != 0);
    }

    private void Make(long size)
    {
        GptTable table = new()
        {
            DiskId = new Guid("11111111-2222-4333-8444-555555555555"),
            SectorCount = (ulong)(size / 512),
            Partitions =
            [
                new GptPartition(GptPartitionType.EfiSystem, new Guid("11111111-2222-4333-8444-555555555556"), 2048, 4095, "esp"),
                new GptPartition(GptPartitionType.BasicData, new Guid("11111111-2222-4333-8444-555555555557"), 4096, (ulong)((size - MiB) / 512) - 1, "root"),
            ],
        };
        byte[] first = new byte[512];
        new MasterBootRecord { Partitions = [new MbrPartition(false, MbrPartitionType.Protective, 1, (uint)(table.SectorCount - 1))] }.Write(first);
        using FileStream disk = File.Create(Disk);
        disk.SetLength(size);
        disk.Write(first);
        disk.Write(table.Primary());
        byte[] backup = table.Backup();
        disk.Position = size - backup.Length;
        disk.Write(backup);
    }

    private void Resize(long size)
    {
        using FileStream disk = File.OpenWrite(Disk);
        disk.SetLength(size);
    }

    private GptTable? Read()
    {
        using FileStream disk = File.OpenRead(Disk);
        return GptReader.Read(disk);
    }
}
