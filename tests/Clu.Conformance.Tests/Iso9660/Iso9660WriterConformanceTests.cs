using Clu.Conformance.Tests.SquashFs;
using Clu.Images.Gpt;
using Clu.Images.Iso9660;
using Clu.Images.Trees;
using Clu.Testing;

namespace Clu.Conformance.Tests.Iso9660;

/// <summary>xorriso, isoinfo, isovfy, sgdisk, blkid and the kernel judge what clu writes.</summary>
public class Iso9660WriterConformanceTests
{
    [Theory]
    [InlineData("clu-installer-1.0")]
    [InlineData("SHORT")]
    public void Xorriso_extracts_the_tree(string label)
    {
        using TempFolder folder = new();
        Write(folder, label);
        ToolResult result = Tool.Run("xorriso", "-abort_on", "WARNING", "-osirrox", "on", "-indev", folder["iso"], "-extract", "/", folder["out"]).Succeeded();
        Assert.DoesNotContain("WARNING", result.Error, StringComparison.Ordinal);
        Tool.Run("chmod", "-R", "u+w", folder["out"]).Succeeded();
        IsoImage.Same(folder, "tree", "out");
    }

    [Fact]
    public void Xorriso_sees_both_boot_images_and_the_partitions()
    {
        using TempFolder folder = new();
        Write(folder, "clu-installer-1.0");
        string report = Tool.Run("xorriso", "-indev", folder["iso"], "-report_el_torito", "plain", "-report_system_area", "plain").Succeeded().Output;
        Assert.Matches(@"El Torito boot img :   1  BIOS  y   none  0x0000  0x00      4 ", report);
        Assert.Matches(@"El Torito boot img :   2  UEFI  y   none ", report);
        Assert.Contains("boot-info-table grub2-boot-info", report, StringComparison.Ordinal);
        Assert.Contains("MBR protective-msdos-label", report, StringComparison.Ordinal);
        Assert.Contains("GPT start and size :   1  64", report, StringComparison.Ordinal);
    }

    [Fact]
    public void Sgdisk_and_sfdisk_find_no_problems()
    {
        using TempFolder folder = new();
        Write(folder, "clu-installer-1.0");
        string verified = Tool.Run("sgdisk", "-v", folder["iso"]).Succeeded().Output;
        Assert.Contains("No problems found", verified, StringComparison.Ordinal);
        Assert.DoesNotContain("Caution", verified, StringComparison.Ordinal);
        Assert.Contains("No errors detected", Tool.Run("sfdisk", "--verify", folder["iso"]).Succeeded().Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Mtools_and_fsck_find_the_loaders_in_the_EFI_partition()
    {
        using TempFolder folder = new();
        Write(folder, "clu-installer-1.0");
        using FileStream image = File.OpenRead(folder["iso"]);
        GptPartition efi = Iso9660Reader.Open(image).Partitions!.Partitions.Single(partition => partition.Type == GptPartitionType.EfiSystem);
        long start = (long)efi.FirstSector * GptLimits.SectorSize;
        string listing = Tool.Run("mdir", "-b", "-/", "-i", $"{folder["iso"]}@@{start}", "::").Succeeded().Output;
        Assert.Contains("::/EFI/BOOT/BOOTX64.EFI", listing, StringComparison.Ordinal);
        Assert.Contains("::/EFI/BOOT/BOOTIA32.EFI", listing, StringComparison.Ordinal);

        byte[] partition = new byte[(int)efi.SectorCount * GptLimits.SectorSize];
        image.Position = start;
        image.ReadExactly(partition);
        File.WriteAllBytes(folder["efi"], partition);
        Tool.Run("fsck.vfat", "-n", folder["efi"]).Succeeded();
    }

    [Theory]
    [InlineData("clu-installer-1.0")]
    [InlineData("SHORT")]
    public void Blkid_reads_label_and_uuid(string label)
    {
        using TempFolder folder = new();
        Write(folder, label);
        Assert.Equal(label, Tool.Run("blkid", "-p", "-o", "value", "-s", "LABEL", folder["iso"]).Succeeded().Output.Trim());
        Assert.Equal("2001-09-09-01-46-40-00", Tool.Run("blkid", "-p", "-o", "value", "-s", "UUID", folder["iso"]).Succeeded().Output.Trim());
    }

    [Fact]
    public void Isovfy_finds_no_errors()
    {
        using TempFolder folder = new();
        Write(folder, "SHORT");
        Assert.Contains("No errors found", Tool.Run("isovfy", folder["iso"]).Succeeded().Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-R")]
    [InlineData("-J")]
    public void Isoinfo_lists_the_names(string extension)
    {
        using TempFolder folder = new();
        ImageDirectory tree = new();
        tree.AddPath("a folder/a file.text", new ImageFile(new MemoryContent("text"u8.ToArray()), UnixPermissions.File));
        tree.AddPath(IsoImage.BootImage, new ImageFile(new MemoryContent(new byte[4000]), UnixPermissions.File));
        IsoImage.Write(folder["iso"], tree, "SHORT");
        Assert.Contains("/a folder/a file.text", Tool.Run("isoinfo", extension, "-f", "-i", folder["iso"]).Succeeded().Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_over_four_gibibytes_has_its_size_everywhere()
    {
        using TempFolder folder = new();
        ImageDirectory tree = new();
        tree.AddPath("large", new ImageFile(new SparseFile(), UnixPermissions.File));
        tree.AddPath(IsoImage.BootImage, new ImageFile(new MemoryContent(new byte[4000]), UnixPermissions.File));
        IsoImage.Write(folder["iso"], tree);
        Assert.Contains("5368709120", Tool.Run("xorriso", "-indev", folder["iso"], "-lsl", "/large").Succeeded().Output, StringComparison.Ordinal);
        Assert.Contains("No problems found", Tool.Run("sgdisk", "-v", folder["iso"]).Succeeded().Output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_kernel_mounts_the_image()
    {
        Assert.SkipUnless(Environment.UserName == "root", "mounting needs root");
        using TempFolder folder = new();
        Write(folder, "SHORT");
        Directory.CreateDirectory(folder["mount"]);
        ToolResult mounted = Tool.Run("mount", "-o", "loop,ro", "-t", "iso9660", folder["iso"], folder["mount"]);
        Assert.SkipUnless(mounted.ExitCode == 0, "no loop devices or no iso9660 here: " + mounted.Error);
        try
        {
            IsoImage.Same(folder, "tree", "mount");
        }
        finally
        {
            Tool.Run("umount", folder["mount"]).Succeeded();
        }
    }

    private static void Write(TempFolder folder, string label)
    {
        IsoImage.MakeTree(folder["tree"]);
        IsoImage.Write(folder["iso"], (ImageDirectory)DiskTree.Read(folder["tree"]), label);
    }

    private sealed class SparseFile : IProducedContent
    {
        public long MaximumLength => 20L << 30;

        public long Length => throw new InvalidOperationException();

        public Stream Open() => throw new InvalidOperationException();

        public void Produce(Stream destination)
        {
            destination.Position = (5L << 30) - 1;
            destination.WriteByte(1);
        }
    }
}
