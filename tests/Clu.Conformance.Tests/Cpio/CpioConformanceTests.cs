using Clu.Conformance.Tests.Iso9660;
using Clu.Conformance.Tests.SquashFs;
using Clu.Images.Cpio;
using Clu.Images.Trees;
using Clu.Testing;

namespace Clu.Conformance.Tests.Cpio;

/// <summary>cpio judges what clu writes; clu reads what cpio writes.</summary>
public class CpioConformanceTests
{
    [Fact]
    public void Cpio_extracts_the_tree()
    {
        using TempFolder folder = new();
        DiskTree.Make(folder["tree"]);
        using MemoryStream archive = new();
        CpioWriter.Write((ImageDirectory)DiskTree.Read(folder["tree"]), archive);
        Directory.CreateDirectory(folder["out"]);
        ToolResult result = Tool.RunWith("cpio", ["--extract", "--make-directories", "--quiet"], archive.ToArray(), folder: folder["out"]).Succeeded();
        Assert.Equal("", result.Error);
        Tool.Run("diff", "-r", "--no-dereference", folder["tree"], folder["out"]).Succeeded();
        Assert.Equal(File.GetUnixFileMode(Path.Combine(folder["tree"], "noise")), File.GetUnixFileMode(Path.Combine(folder["out"], "noise")));
    }

    [Fact]
    public void Archives_of_cpio_are_read()
    {
        using TempFolder folder = new();
        DiskTree.Make(folder["tree"]);
        string[] paths = [.. Directory.EnumerateFileSystemEntries(folder["tree"], "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(folder["tree"], path)).Order(StringComparer.Ordinal)];
        byte[] archive = Tool.RunWith(
            "cpio", ["--create", "--format=newc", "--reproducible", "--quiet"], System.Text.Encoding.UTF8.GetBytes(string.Concat(paths.Select(path => path + "\n"))),
            folder: folder["tree"]).Succeeded().OutputBytes;
        IsoImage.Extract(CpioReader.ReadTree(archive), folder["out"]);
        Tool.Run("diff", "-r", "--no-dereference", folder["tree"], folder["out"]).Succeeded();
    }
}
