using Clu.Binary;
using Clu.Images.Fat;
using Clu.Images.Trees;
using CsCheck;

namespace Clu.Images.Tests.Fat;

public class FatTests
{
    private static readonly FatOptions s_options = new() { VolumeId = 0xCAFE1234, Time = new DateTimeOffset(2024, 5, 6, 7, 8, 10, TimeSpan.Zero) };

    [Theory]
    [InlineData(0, FatType.Fat12)]
    [InlineData(2_000_000, FatType.Fat12)]
    [InlineData(5_000_000, FatType.Fat16)]
    [InlineData(30_000_000, FatType.Fat16)]
    public void The_smallest_file_system_that_fits_is_chosen(int length, FatType type)
    {
        ImageDirectory tree = new(UnixPermissions.Executable);
        tree.AddPath("EFI/BOOT/BOOTX64.EFI", SampleTrees.File(new byte[length]));
        byte[] image = FatWriter.Write(tree, s_options);
        FatVolume volume = FatReader.Read(image);
        Assert.Equal(type, volume.Type);
        Assert.Equal("EFIBOOT", volume.Label);
        Assert.Equal(0xCAFE1234, volume.VolumeId);
        Assert.Equal(0, image.Length % 32768);
        Assert.True(image.Length < (length * 1.06) + 70_000, $"{image.Length} bytes for {length}");
    }

    [Theory]
    [InlineData(2L << 20)]
    [InlineData(40L << 20)]
    [InlineData(300L << 20)]
    public void A_minimum_size_is_kept(long minimum)
    {
        byte[] image = FatWriter.Write(new ImageDirectory(UnixPermissions.Executable), s_options with { MinimumSize = minimum });
        Assert.Equal(minimum, image.Length);
        Assert.Empty(FatReader.Read(image).Root.Entries);
    }

    [Fact]
    public void Trees_are_read_as_written() => Gen.Int[0, 100_000].Sample(
        seed =>
        {
            ImageDirectory tree = SampleTrees.Any(seed, links: false);
            byte[] image = FatWriter.Write(tree, s_options);
            SampleTrees.Equal(tree, FatReader.Read(image).Root);
            Assert.Equal(image, FatWriter.Write(tree, s_options));
        },
        iter: 60);

    [Fact]
    public void Fat32_is_read_as_written()
    {
        ImageDirectory tree = SampleTrees.Any(7, links: false);
        for (int i = 0; i < 600; i++)
            tree.AddPath($"a file with number {i}.text", SampleTrees.File($"{i}"));
        tree.AddPath("large.bin", SampleTrees.File(SampleTrees.Bytes(70_000_000)));
        byte[] image = FatWriter.Write(tree, s_options with { MinimumSize = 140 << 20 });
        FatVolume volume = FatReader.Read(image);
        SampleTrees.Equal(tree, volume.Root);
    }

    [Theory]
    [InlineData("a:b", "CLU0210")]
    [InlineData("dot.", "CLU0210")]
    [InlineData("tab\t", "CLU0210")]
    public void Names_that_fat_forbids_are_refused(string name, string code)
    {
        ImageDirectory tree = new();
        tree.AddPath(name, SampleTrees.File(""));
        Assert.Equal(code, Assert.Throws<CluException>(() => FatWriter.Write(tree, s_options)).Code);
    }

    [Fact]
    public void Names_that_differ_only_in_case_are_refused()
    {
        ImageDirectory tree = new();
        tree.AddPath("efi", new ImageDirectory());
        tree.AddPath("EFI", new ImageDirectory());
        Assert.Equal("CLU0210", Assert.Throws<CluException>(() => FatWriter.Write(tree, s_options)).Code);
    }

    [Fact]
    public void Links_are_refused()
    {
        ImageDirectory tree = new();
        tree.AddPath("link", new ImageSymlink("x"));
        Assert.Equal("CLU0211", Assert.Throws<CluException>(() => FatWriter.Write(tree, s_options)).Code);
    }

    [Fact]
    public void An_image_cut_off_at_any_byte_is_refused()
    {
        byte[] image = FatWriter.Write(new ImageDirectory(), s_options);
        for (int length = 0; length < image.Length; length++)
            Assert.Throws<MalformedDataException>(() => FatReader.Read(image.AsMemory(0, length)));
    }

    [Fact]
    public void Bytes_behind_the_file_system_are_no_part_of_it()
    {
        ImageDirectory tree = SampleTrees.Any(3, links: false);
        SampleTrees.Equal(tree, FatReader.Read((byte[])[.. FatWriter.Write(tree, s_options), .. new byte[777]]).Root);
    }

    [Fact]
    public void A_changed_byte_is_refused_or_changes_a_value()
    {
        byte[] image = FatWriter.Write(SampleTrees.Any(5, links: false), s_options);
        for (int at = 0; at < image.Length; at += at < 4096 ? 1 : 31)
        {
            image[at] ^= 0xFF;
            try
            {
                FatReader.Read(image);
            }
            catch (MalformedDataException)
            {
                // Refused, as it should be where structure is hit.
            }

            image[at] ^= 0xFF;
        }
    }

    [Fact]
    public void Two_files_in_one_cluster_are_refused()
    {
        ImageDirectory tree = new();
        tree.AddPath("A", SampleTrees.File("first"));
        tree.AddPath("B", SampleTrees.File("second"));
        byte[] image = FatWriter.Write(tree, s_options);
        int entry = image.AsSpan().IndexOf("B          "u8);
        image[entry + 26] = 2;
        MalformedDataException error = Assert.Throws<MalformedDataException>(() => FatReader.Read(image));
        Assert.Equal(MalformedReason.Inconsistent, error.Reason);
    }

    [Fact]
    public void Tables_that_differ_are_refused()
    {
        byte[] image = FatWriter.Write(new ImageDirectory(), s_options);
        image[512 + 100] ^= 1;
        Assert.Equal("FAT", Assert.Throws<MalformedDataException>(() => FatReader.Read(image)).Field);
    }
}
