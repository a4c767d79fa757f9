using Clu.Binary;
using Clu.Images.Fat;
using Clu.Images.Trees;
using Clu.Testing;

namespace Clu.Conformance.Tests.Fat;

/// <summary>fsck.vfat and mtools judge what clu writes; clu reads what mkfs.vfat and mcopy write.</summary>
public class FatConformanceTests
{
    public static TheoryData<long> Sizes => [0, 5 << 20, 40 << 20];

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Fsck_finds_nothing(long size)
    {
        using TempFolder folder = new();
        Write(folder, size);
        ToolResult result = Tool.Run("fsck.vfat", "-n", "-v", folder["image"]).Succeeded();
        Assert.DoesNotContain("differ", result.Output, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Mtools_extracts_the_files(long size)
    {
        using TempFolder folder = new();
        Write(folder, size);
        Directory.CreateDirectory(folder["out"]);
        Tool.Run("mcopy", "-s", "-n", "-i", folder["image"], "::/", folder["out"]).Succeeded();
        string root = Directory.Exists(Path.Combine(folder["out"], "EFI")) ? folder["out"] : Directory.GetDirectories(folder["out"]).Single();
        foreach ((string path, byte[] content) in Files())
            Assert.Equal(content, File.ReadAllBytes(Path.Combine(root, path)));
        Assert.Contains("EFIBOOT", Tool.Run("mlabel", "-s", "-i", folder["image"], "::").Succeeded().Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(12, 2880)]
    [InlineData(16, 16384)]
    [InlineData(32, 65536)]
    public void Images_of_mkfs_are_read(int bits, int kibibytes)
    {
        using TempFolder folder = new();
        Tool.Run("mkfs.vfat", "-C", "-F", $"{bits}", "-n", "OTHER", "-i", "1234abcd", folder["image"], $"{kibibytes}").Succeeded();
        foreach ((string path, byte[] content) in Files())
        {
            string at = "";
            foreach (string part in path.Split('/')[..^1])
                Tool.Run("mmd", "-D", "s", "-i", folder["image"], "::" + (at += "/" + part));
            File.WriteAllBytes(folder["file"], content);
            Tool.Run("mcopy", "-i", folder["image"], folder["file"], $"::/{path}").Succeeded();
        }

        FatVolume volume = FatReader.Read(File.ReadAllBytes(folder["image"]));
        Assert.Equal((bits, "OTHER", 0x1234ABCDu), ((int)volume.Type, volume.Label, volume.VolumeId));
        foreach ((string path, byte[] content) in Files())
        {
            MemoryContent read = Assert.IsType<MemoryContent>(Assert.IsType<ImageFile>(volume.Root.FindPath(path)).Content);
            Assert.Equal(content, read.Bytes.ToArray());
        }
    }

    private static IEnumerable<(string Path, byte[] Content)> Files()
    {
        byte[] noise = new byte[900_000];
        new Random(1).NextBytes(noise);
        yield return ("EFI/BOOT/BOOTX64.EFI", noise);
        yield return ("EFI/BOOT/BOOTIA32.EFI", noise[..600_001]);
        yield return ("EFI/BOOT/a lower case name of many letters.text", [1, 2, 3]);
        yield return ("empty.txt", []);
        for (int i = 0; i < 40; i++)
            yield return ($"many/entry number {i}.conf", [(byte)i]);
    }

    private static void Write(TempFolder folder, long size)
    {
        ImageDirectory tree = new();
        foreach ((string path, byte[] content) in Files())
            tree.AddPath(path, new ImageFile(new MemoryContent(content), UnixPermissions.File));
        tree.Add(FileName.From("nothing in it"), new ImageDirectory());
        File.WriteAllBytes(folder["image"], FatWriter.Write(tree, new FatOptions { VolumeId = 0x1234ABCD, MinimumSize = size }));
    }
}
