using Clu.Binary;
using Clu.Images.Iso9660;
using Clu.Images.Tests.Golden;

namespace Clu.Images.Tests.Iso9660;

/// <summary>Images of xorriso and genisoimage; <c>Golden/make</c> has the commands.</summary>
public class Iso9660GoldenTests
{
    [Theory]
    [InlineData("xorriso.iso")]
    [InlineData("genisoimage.iso")]
    public void Images_of_other_tools_are_read(string name)
    {
        Iso9660Reader reader = IsoSamples.Read(GoldenTree.Image(name));
        Assert.Equal(("GOLDEN", true, true), (reader.Label, reader.HasRockRidge, reader.HasJoliet));
        SampleTrees.Equal(GoldenTree.Make(), reader.ReadTree());
    }

    /// <summary>The first boot image has its information table filled in: descriptor, sector, length.</summary>
    [Fact]
    public void Boot_images_of_xorriso_are_read()
    {
        byte[] image = GoldenTree.Image("bootable.iso");
        Iso9660Reader reader = IsoSamples.Read(image);
        Iso9660File bios = Assert.IsType<Iso9660File>(reader.Root.FindPath("bin/tool"));
        Iso9660File efi = Assert.IsType<Iso9660File>(reader.Root.FindPath("noise"));
        Assert.Equal(
            [(0, 4, bios.Extents[0].Sector), (0xEF, 12, efi.Extents[0].Sector)],
            reader.BootEntries.Select(entry => ((int)entry.Platform, (int)entry.SectorCount, entry.Sector)));
        Assert.Equal((16, (int)bios.Extents[0].Sector, 8893), (Number(8), Number(12), Number(16)));

        int Number(int offset) => BitConverter.ToInt32(SampleTrees.All(bios), offset);
    }

    [Theory]
    [InlineData("xorriso.iso")]
    [InlineData("genisoimage.iso")]
    [InlineData("bootable.iso")]
    public void Images_of_other_tools_cut_off_are_refused(string name)
    {
        byte[] image = GoldenTree.Image(name);
        int end = (int)IsoSamples.Read(image).VolumeLength;
        for (int length = 0; length < end; length += 61)
        {
            using MemoryStream cut = new(image, 0, length);
            Assert.Throws<MalformedDataException>(() => Iso9660Reader.Open(cut));
        }
    }

    /// <summary>Of the descriptor: space, sequence, block size, path table's size and place, root's place and size, in both byte orders.</summary>
    [Theory]
    [InlineData(80, 8)]
    [InlineData(128, 4)]
    [InlineData(158, 8)]
    [InlineData(166, 8)]
    public void Absurd_numbers_in_the_descriptor_are_refused_without_allocation(int offset, int length)
    {
        byte[] image = GoldenTree.Image("xorriso.iso");
        foreach (byte value in (byte[])[0xFF, 0x7F, 0x80])
        {
            image.AsSpan((16 * 2048) + offset, length).Fill(value);
            long before = GC.GetAllocatedBytesForCurrentThread();
            Assert.Throws<MalformedDataException>(() => IsoSamples.Read(image).ReadTree());
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000);
        }
    }
}
