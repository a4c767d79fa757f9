using Clu.Binary;
using Clu.Images.Fat;
using Clu.Images.Tests.Golden;

namespace Clu.Images.Tests.Fat;

/// <summary>Images of mkfs.vfat, filled by mcopy; <c>Golden/make</c> has the commands.</summary>
public class FatGoldenTests
{
    [Theory]
    [InlineData("fat12.img", FatType.Fat12)]
    [InlineData("fat16.img", FatType.Fat16)]
    public void Images_of_mkfs_are_read(string name, FatType type)
    {
        FatVolume volume = FatReader.Read(GoldenTree.Image(name));
        Assert.Equal((type, "GOLDEN", 0x1234ABCDu), (volume.Type, volume.Label, volume.VolumeId));
        SampleTrees.Equal(GoldenTree.Make(links: false, modes: false), volume.Root);
    }

    /// <summary>Of FAT12: bytes of a sector, sectors of a cluster, reserved sectors, tables, root entries, all sectors, sectors of a table.</summary>
    [Theory]
    [InlineData(11, 0x0000)]
    [InlineData(11, 0x0400)]
    [InlineData(13, 0x0100)]
    [InlineData(13, 0x0103)]
    [InlineData(14, 0x0000)]
    [InlineData(14, 0xFFFF)]
    [InlineData(16, 0x0000)]
    [InlineData(16, 0x0001)]
    [InlineData(17, 0x0000)]
    [InlineData(17, 0xFFFF)]
    [InlineData(19, 0x0001)]
    [InlineData(19, 0xFFFF)]
    [InlineData(22, 0x0001)]
    [InlineData(22, 0xFFFF)]
    public void Geometries_that_cannot_be_are_refused_without_allocation(int offset, ushort value)
    {
        byte[] image = GoldenTree.Image("fat12.img");
        image[offset] = (byte)value;
        image[offset + 1] = (byte)(value >> 8);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<MalformedDataException>(() => FatReader.Read(image));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000);
    }
}
