using Clu.Images.Gpt;
using Clu.Images.Mbr;
using Clu.Testing;

namespace Clu.Conformance.Tests.Gpt;

/// <summary>sgdisk judges what clu writes; clu reads what sgdisk writes.</summary>
public class GptConformanceTests
{
    [Fact]
    public void Sgdisk_finds_no_problems()
    {
        using TempFolder folder = new();
        GptTable table = new()
        {
            DiskId = new Guid("00112233-4455-6677-8899-aabbccddeeff"),
            SectorCount = 16384,
            Partitions = [new GptPartition(GptPartitionType.EfiSystem, new Guid("11112233-4455-6677-8899-aabbccddeeff"), 2048, 8191, "EFI")],
        };
        byte[] disk = new byte[16384 * 512];
        new MasterBootRecord { Partitions = [new MbrPartition(false, MbrPartitionType.Protective, 1, 16383), new MbrPartition(true, 0, 0, 1)] }.Write(disk);
        table.Primary().CopyTo(disk, 512);
        byte[] backup = table.Backup();
        backup.CopyTo(disk, disk.Length - backup.Length);
        File.WriteAllBytes(folder["disk"], disk);
        Assert.Contains("No problems found", Tool.Run("sgdisk", "-v", folder["disk"]).Succeeded().Output, StringComparison.Ordinal);
        string shown = Tool.Run("sgdisk", "-i", "1", folder["disk"]).Succeeded().Output;
        Assert.Contains("EFI system partition", shown, StringComparison.Ordinal);
        Assert.Contains("11112233-4455-6677-8899-AABBCCDDEEFF", shown, StringComparison.Ordinal);
    }

    [Fact]
    public void Tables_of_sgdisk_are_read()
    {
        using TempFolder folder = new();
        File.WriteAllBytes(folder["disk"], new byte[8 << 20]);
        Tool.Run(
            "sgdisk", "-U", "00112233-4455-6677-8899-AABBCCDDEEFF", "-n", "1:2048:4095", "-t", "1:EF00", "-c", "1:the first", "-n", "2:4096:0", folder["disk"]).Succeeded();
        using FileStream stream = File.OpenRead(folder["disk"]);
        GptTable table = GptReader.Read(stream)!;
        Assert.Equal(new Guid("00112233-4455-6677-8899-aabbccddeeff"), table.DiskId);
        Assert.Equal(("the first", GptPartitionType.EfiSystem, 2048ul, 4095ul), (table.Partitions[0].Name, table.Partitions[0].Type, table.Partitions[0].FirstSector, table.Partitions[0].LastSector));
        Assert.Equal(2, table.Partitions.Count);
        Assert.Equal(16384ul, table.SectorCount);
    }
}
