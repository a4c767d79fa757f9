using Clu.Images.Gpt;
using Clu.Images.Iso9660;
using Clu.Testing;

namespace Clu.Conformance.Tests.Iso9660;

/// <summary>clu reads what xorriso and genisoimage write.</summary>
public class Iso9660ReaderConformanceTests
{
    [Theory]
    [InlineData("xorriso", "-as", "mkisofs", "-r")]
    [InlineData("xorriso", "-as", "mkisofs", "-r", "-J", "-joliet-long", "-iso-level", "3")]
    [InlineData("xorriso", "-as", "mkisofs", "-r", "-partition_offset", "16")]
    [InlineData("genisoimage", "-quiet", "-R", "-allow-limited-size")]
    [InlineData("genisoimage", "-quiet", "-R", "-D", "-iso-level", "3")]
    public void Images_of_other_tools_are_read(string tool, params string[] options)
    {
        using TempFolder folder = new();
        IsoImage.MakeTree(folder["tree"]);
        if (tool == "genisoimage")
        {
            // It refuses the one and never ends with the other.
            File.Delete(Path.Combine(folder["tree"], new string('n', 255)));
            File.Delete(Path.Combine(folder["tree"], "far"));
        }

        Tool.RunWith(tool, [.. options, "-V", "other tool", "-o", folder["iso"], folder["tree"]]).Succeeded();
        using FileStream stream = File.OpenRead(folder["iso"]);
        Iso9660Reader reader = Iso9660Reader.Open(stream);
        Assert.Equal("other tool", reader.Label);
        Assert.True(reader.HasRockRidge);
        Assert.Equal(options.Contains("-J"), reader.HasJoliet);
        IsoImage.Extract(reader.ReadTree(), folder["out"]);
        // genisoimage moves deep directories into this one, and leaves a pointer.
        if (Directory.Exists(Path.Combine(folder["out"], "rr_moved")))
            Directory.Delete(Path.Combine(folder["out"], "rr_moved"));
        IsoImage.Same(folder, "tree", "out");
    }

    [Fact]
    public void Boot_images_and_partitions_of_xorriso_are_read()
    {
        using TempFolder folder = new();
        IsoImage.MakeTree(folder["tree"]);
        File.WriteAllBytes(folder["efi"], new byte[1 << 20]);
        Tool.Run(
            "xorriso", "-as", "mkisofs", "-r", "-b", IsoImage.BootImage, "-no-emul-boot", "-boot-load-size", "4", "-boot-info-table",
            "-append_partition", "2", "0xef", folder["efi"], "-appended_part_as_gpt", "-eltorito-alt-boot", "-e", "--interval:appended_partition_2:all::",
            "-no-emul-boot", "-o", folder["iso"], folder["tree"]).Succeeded();
        using FileStream stream = File.OpenRead(folder["iso"]);
        Iso9660Reader reader = Iso9660Reader.Open(stream);
        Assert.Equal([(byte)0, (byte)0xEF], reader.BootEntries.Select(entry => entry.Platform));
        Assert.Equal(2048, reader.BootEntries[1].SectorCount);
        GptPartition efi = Assert.Single(reader.Partitions!.Partitions, partition => partition.Type == GptPartitionType.EfiSystem);
        Assert.Equal(reader.BootEntries[1].Sector * 4ul, efi.FirstSector);
    }
}
