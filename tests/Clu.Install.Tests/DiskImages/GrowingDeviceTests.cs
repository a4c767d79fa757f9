using Clu.Images.Gpt;
using Clu.Images.Mbr;
using Clu.Install.Growing;
using Clu.Testing;

namespace Clu.Install.Tests.DiskImages;

/// <summary>A device, of which only the kernel knows the size.</summary>
public sealed class GrowingDeviceTests
{
    private const long MiB = 1L << 20;

    [Fact]
    public void The_last_partition_of_a_device_grows_and_the_kernel_knows()
    {
        using TempFolder folder = new();
        string file = folder["disk.img"];
        GptTable table = new()
        {
            DiskId = new Guid("11111111-2222-4333-8444-555555555555"),
            SectorCount = (ulong)(64 * MiB / 512),
            Partitions = [new GptPartition(GptPartitionType.BasicData, new Guid("11111111-2222-4333-8444-555555555557"), 2048, (ulong)(63 * MiB / 512) - 1, "root")],
        };
        byte[] first = new byte[512];
        new MasterBootRecord { Partitions = [new MbrPartition(false, MbrPartitionType.Protective, 1, (uint)(table.SectorCount - 1))] }.Write(first);
        using (FileStream disk = File.Create(file))
        {
            disk.SetLength(256 * MiB);
            disk.Write(first);
            disk.Write(table.Primary());
        }

        ToolResult attached = Tool.Run("losetup", "--find", "--show", "--partscan", file);
        if (attached.ExitCode != 0)
            throw Xunit.Sdk.SkipException.ForSkip($"loop devices need root: {attached.Error.Trim()}");
        string device = attached.Output.Trim();
        try
        {
            Assert.Equal(254 * MiB, RootGrowth.GrowPartition(device, 1));
            string size = $"/sys/class/block/{Path.GetFileName(device)}p1/size";
            if (File.Exists(size))
                Assert.Equal($"{254 * MiB / 512}", File.ReadAllText(size).Trim());
            Tool.Run("sfdisk", "--verify", device).Succeeded();
        }
        finally
        {
            Tool.Run("losetup", "--detach", device).Succeeded();
        }
    }
}
