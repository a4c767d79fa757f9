using System.Globalization;
using System.Text;
using Clu.Binary;
using Clu.Images.Cpio;
using Clu.Images.Tests.Golden;
using Clu.Images.Trees;

namespace Clu.Images.Tests.Cpio;

/// <summary>Against <c>cpio -o -H newc --reproducible -R 0:0</c>.</summary>
public class CpioGoldenTests
{
    private const int InodeOffset = 6;
    private const int LinkCountOffset = 38;
    private const int LengthOffset = 54;
    private const int NameLengthOffset = 94;
    private const int FieldLength = 8;

    private static readonly byte[] s_archive = GoldenTree.Image("tree.cpio");

    [Fact]
    public void An_archive_of_cpio_is_read() => SampleTrees.Equal(GoldenTree.Make(), CpioReader.ReadTree(s_archive));

    [Fact]
    public void Every_field_of_an_entry_is_read()
    {
        CpioEntry tool = CpioReader.Read(s_archive).Single(entry => Encoding.UTF8.GetString(entry.Path.Span) == "bin/tool");
        Assert.Equal((0x81EDu, 1u, 1u, 0u, 0u, GoldenTree.Time, 8893), (tool.Mode, tool.Inode, tool.LinkCount, tool.UserId, tool.GroupId, tool.Time, tool.Data.Length));
    }

    /// <summary>But for inode numbers, which cpio begins at 0, link counts of directories, and the zeros up to a block of 512.</summary>
    [Fact]
    public void The_same_tree_is_written_to_the_same_bytes()
    {
        using MemoryStream written = new();
        CpioWriter.Write(GoldenTree.Make(), written, DateTimeOffset.FromUnixTimeSeconds(GoldenTree.Time));
        string expected = WithoutNumbers(s_archive);
        string actual = WithoutNumbers(written.ToArray());
        Assert.Equal(expected[..actual.Length], actual);
        Assert.Equal("", expected[actual.Length..].Trim('\0'));
    }

    [Theory]
    [InlineData(0, "070702", "c_magic", MalformedReason.InvalidValue)]
    [InlineData(InodeOffset, "+0000001", "c_ino", MalformedReason.InvalidValue)]
    [InlineData(LengthOffset, " 0000001", "c_filesize", MalformedReason.InvalidValue)]
    [InlineData(LengthOffset, "FFFFFFFF", "data", MalformedReason.Truncated)]
    [InlineData(NameLengthOffset, "FFFFFFFF", "c_namesize", MalformedReason.LimitExceeded)]
    [InlineData(NameLengthOffset, "80000000", "c_namesize", MalformedReason.LimitExceeded)]
    [InlineData(NameLengthOffset, "00001001", "c_namesize", MalformedReason.LimitExceeded)]
    [InlineData(NameLengthOffset, "00000001", "c_namesize", MalformedReason.LimitExceeded)]
    [InlineData(NameLengthOffset, "00000003", "name", MalformedReason.InvalidValue)]
    public void Headers_that_lie_are_refused_without_allocation(int offset, string digits, string field, MalformedReason reason)
    {
        byte[] archive = [.. s_archive];
        Encoding.ASCII.GetBytes(digits, archive.AsSpan(offset));
        long before = GC.GetAllocatedBytesForCurrentThread();
        MalformedDataException error = Assert.Throws<MalformedDataException>(() => CpioReader.Read(archive));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000);
        Assert.Equal((field, reason), (error.Field, error.Reason));
    }

    [Theory]
    [InlineData("bin\0", "/in\0")]
    [InlineData("bin\0", "..\0\0")]
    [InlineData("bin/tool\0", "bin//ool\0")]
    [InlineData("bin/tool\0", "bin/../x\0")]
    [InlineData("bin/tool\0", "nib/tool\0")]
    [InlineData("share/one\0", "link/evil\0")]
    [InlineData("many/name-101\0", "many/name-100\0")]
    public void Paths_that_lead_elsewhere_are_refused_as_a_tree(string from, string to)
    {
        byte[] archive = [.. s_archive];
        Encoding.ASCII.GetBytes(to, archive.AsSpan(archive.AsSpan().IndexOf(Encoding.ASCII.GetBytes(from))));
        Assert.Throws<MalformedDataException>(() => CpioReader.ReadTree(archive));
    }

    /// <summary>The archive as text, with zeros for the numbers of inodes and for the link counts.</summary>
    private static string WithoutNumbers(byte[] archive)
    {
        char[] text = Encoding.Latin1.GetString(archive).ToCharArray();
        int at = 0;
        for (bool isEnd = false; !isEnd;)
        {
            text.AsSpan(at + InodeOffset, FieldLength).Fill('0');
            text.AsSpan(at + LinkCountOffset, FieldLength).Fill('0');
            int name = at + CpioLimits.HeaderLength;
            isEnd = text.AsSpan(name).StartsWith("TRAILER!!!");
            at = Alignment.Up(name + Number(NameLengthOffset), CpioLimits.Alignment) + Alignment.Up(Number(LengthOffset), CpioLimits.Alignment);

            int Number(int offset) => int.Parse(text.AsSpan(name - CpioLimits.HeaderLength + offset, FieldLength), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        }

        return new string(text);
    }
}
