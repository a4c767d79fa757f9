using Clu.Binary;
using Clu.Compression;
using Clu.Images.SquashFs;
using Clu.Images.Trees;
using Clu.Testing;

namespace Clu.Conformance.Tests.SquashFs;

/// <summary>unsquashfs, rdsquashfs and the kernel judge what clu writes; clu reads what mksquashfs writes.</summary>
public class SquashFsConformanceTests
{
    public static TheoryData<CodecKind, int> Kinds => new()
    {
        { CodecKind.None, 131072 },
        { CodecKind.Gzip, 131072 },
        { CodecKind.Xz, 65536 },
        { CodecKind.Zstd, 4096 },
        { CodecKind.Zstd, 1 << 20 },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Unsquashfs_extracts_the_tree(CodecKind codec, int blockSize)
    {
        using TempFolder folder = new();
        DiskTree.Make(folder["tree"]);
        Write(folder, codec, blockSize);
        Assert.Contains("object/large", Tool.Run("unsquashfs", "-lls", folder["image"]).Succeeded().Output, StringComparison.Ordinal);
        Tool.Run("unsquashfs", "-no-progress", "-d", folder["out"], folder["image"]).Succeeded();
        Tool.Run("diff", "-r", "--no-dereference", folder["tree"], Path.Combine(folder["out"], "object")).Succeeded();
        Tool.Run("chmod", "-R", "u+w", folder["out"]).Succeeded();
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Rdsquashfs_describes_the_tree(CodecKind codec, int blockSize)
    {
        using TempFolder folder = new();
        DiskTree.Make(folder["tree"]);
        Write(folder, codec, blockSize);
        string listing = Tool.Run("rdsquashfs", "-d", folder["image"]).Succeeded().Output;
        Assert.Contains("object/many/file-2999", listing, StringComparison.Ordinal);
        byte[] content = Tool.Run("rdsquashfs", "-c", "object/large", folder["image"]).Succeeded().OutputBytes;
        Assert.Equal(File.ReadAllBytes(Path.Combine(folder["tree"], "large")), content);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void The_kernel_mounts_the_image(CodecKind codec, int blockSize)
    {
        Assert.SkipUnless(Environment.UserName == "root", "mounting needs root");
        using TempFolder folder = new();
        DiskTree.Make(folder["tree"]);
        Write(folder, codec, blockSize);
        Directory.CreateDirectory(folder["mount"]);
        ToolResult mounted = Tool.Run("mount", "-o", "loop,ro", "-t", "squashfs", folder["image"], folder["mount"]);
        Assert.SkipUnless(mounted.ExitCode == 0 || KernelLacks(mounted.Error), "no loop devices here: " + mounted.Error);
        mounted.Succeeded();
        try
        {
            Tool.Run("diff", "-r", "--no-dereference", folder["tree"], Path.Combine(folder["mount"], "object")).Succeeded();
        }
        finally
        {
            Tool.Run("umount", folder["mount"]).Succeeded();
        }
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("xz")]
    [InlineData("zstd")]
    public void Images_of_mksquashfs_are_read(string compressor)
    {
        using TempFolder folder = new();
        DiskTree.Make(folder["tree"]);
        foreach (string[] options in (string[][])[[], ["-no-exports"], ["-always-use-fragments"], ["-no-fragments"], ["-b", "4096"], ["-noI", "-noD", "-noF"]])
        {
            string image = folder["m" + string.Concat(options)];
            Tool.RunWith("mksquashfs", [folder["tree"], image, "-comp", compressor, "-noappend", "-quiet", "-no-progress", .. options]).Succeeded();
            using FileStream stream = File.OpenRead(image);
            using SquashFsReader reader = SquashFsReader.Open(stream);
            SquashFsContents contents = reader.Verify();
            Assert.Equal(reader.InodeCount, contents.Directories + contents.Files + contents.Symlinks);
            SquashFsFile large = Assert.IsType<SquashFsFile>(reader.Root.Find(FileName.From("large")));
            using Stream content = large.Open();
            using MemoryStream bytes = new();
            content.CopyTo(bytes);
            Assert.Equal(File.ReadAllBytes(Path.Combine(folder["tree"], "large")), bytes.ToArray());
        }
    }

    private static bool KernelLacks(string error) => error.Contains("wrong fs type", StringComparison.Ordinal);

    private static void Write(TempFolder folder, CodecKind codec, int blockSize)
    {
        using FileStream output = File.Create(folder["image"]);
        using SquashFsWriter writer = new(output, new SquashFsOptions { Codec = codec, BlockSize = new BlockSize(blockSize), Workers = 2 });
        writer.Add(FileName.From("object"), DiskTree.Read(folder["tree"]));
        writer.Add(FileName.From("plain"), new ImageFile(new MemoryContent("hello\n"u8.ToArray()), UnixPermissions.ReadOnly));
        writer.Finish();
    }
}
