using System.Text;
using Clu.Binary;
using Clu.Images.Cpio;
using Clu.Images.Trees;
using CsCheck;

namespace Clu.Images.Tests.Cpio;

public class CpioTests
{
    /// <summary>As <c>printf f | cpio -o -H newc --reproducible</c> has it for a file "f" of "hi\n", but for inode, links and times.</summary>
    [Fact]
    public void An_archive_is_what_cpio_writes()
    {
        ImageDirectory tree = new();
        tree.AddPath("f", SampleTrees.File("hi\n"));
        string expected =
            "070701" + "00000001" + "000081A4" + "00000000" + "00000000" + "00000001" + "00000000" + "00000003" + "00000000" + "00000000" + "00000000"
            + "00000000" + "00000002" + "00000000" + "f\0" + "hi\n\0"
            + "070701" + "00000000" + "00000000" + "00000000" + "00000000" + "00000001" + "00000000" + "00000000" + "00000000" + "00000000" + "00000000"
            + "00000000" + "0000000B" + "00000000" + "TRAILER!!!\0\0\0\0";
        Assert.Equal(expected, Encoding.ASCII.GetString(Write(tree)));
    }

    [Fact]
    public void Trees_are_read_as_written() => Gen.Int[0, 100_000].Sample(
        seed =>
        {
            ImageDirectory tree = SampleTrees.Any(seed, links: true);
            SampleTrees.Equal(tree, CpioReader.ReadTree(Write(tree)));
        },
        iter: 60);

    [Fact]
    public void An_archive_cut_off_anywhere_is_refused()
    {
        byte[] archive = Write(SampleTrees.Any(4, links: true));
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
