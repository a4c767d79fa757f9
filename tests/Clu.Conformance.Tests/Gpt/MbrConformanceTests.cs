using Clu.Images.Mbr;
using Clu.Testing;

namespace Clu.Conformance.Tests.Gpt;

/// <summary>sfdisk judges what clu writes.</summary>
public class MbrConformanceTests
{
    [Fact]
    public void Sfdisk_shows_what_was_written()
    {
        using TempFolder folder = new();
        byte[] disk = new byte[4 << 20];
        new MasterBootRecord
        {
            DiskId = 0xCAFE1234,
            Partitions = [new MbrPartition(true, MbrPartitionType.Linux, 2048, 2048), new MbrPartition(false, MbrPartitionType.EfiSystem, 4096, 1000)],
        }.Write(disk);
        File.WriteAllBytes(folder["disk"], disk);
        Assert.Contains("No errors detected", Tool.Run("sfdisk", "--verify", folder["disk"]).Succeeded().Output, StringComparison.Ordinal);
        string shown = Tool.Run("sfdisk", "--dump", folder["disk"]).Succeeded().Output;
        Assert.Contains("label-id: 0xcafe1234", shown, StringComparison.Ordinal);
        Assert.Matches(@"disk1 : start= *2048, size= *2048, type=83, bootable", shown);
        Assert.Matches(@"disk2 : start= *4096, size= *1000, type=ef\n", shown);
    }
}
