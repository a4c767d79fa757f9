using Clu.Binary;
using Clu.Images.Cpio;
using Clu.Images.Trees;
using CsCheck;

namespace Clu.Images.Tests.Cpio;

public class CpioTests
{
    [Fact]
    public void Trees_are_read_as_written() => Gen.Int[0, 100_000].Sample(
        seed =>
        {
            ImageDirectory tree = SampleTrees.Any(seed, links: true);
            SampleTrees.Equal(tree, CpioReader.ReadTree(Write(tree)));
        },
        iter: 60);

    [Fact]
    public void An_archive_cut_off_at_any_byte_is_refused()
    {
        ImageDirectory tree = new();
        tree.AddPath("a/file", SampleTrees.File(SampleTrees.Bytes(777)));
        tree.AddPath("a/empty", SampleTrees.File(""));
        tree.AddPath("link", new ImageSymlink("a/file"));
        byte[] archive = Write(tree);
        for (int length = 0; length < archive.Length; length++)
            Assert.Throws<MalformedDataException>(() => CpioReader.Read(archive.AsMemory(0, length)));
    }

    [Fact]
    public void Zeros_may_follow_and_nothing_else()
    {
        byte[] archive = Write(new ImageDirectory());
        Assert.Empty(CpioReader.Read((byte[])[.. archive, 0, 0, 0, 0]));
        Assert.Equal(MalformedReason.TrailingData, Assert.Throws<MalformedDataException>(() => CpioReader.Read((byte[])[.. archive, 1])).Reason);
    }

    private static byte[] Write(ImageDirectory tree)
    {
        using MemoryStream output = new();
        CpioWriter.Write(tree, output);
        return output.ToArray();
    }
}
