using System.Text;
using Clu.Binary;
using Clu.Nix.Archives;

namespace Clu.Nix.Tests.Archives;

public class NarReaderTests
{
    private const string Magic = "nix-archive-1 ";
    private const string File = "( type regular contents '' )";

    [Theory]
    [InlineData(File)]
    [InlineData("( type regular executable '' contents x )")]
    [InlineData("( type symlink target ../x )")]
    [InlineData("( type directory )")]
    [InlineData("( type directory entry ( name a node " + File + " ) )")]
    [InlineData("( type directory entry ( name A node " + File + " ) entry ( name a node " + File + " ) )")]
    [InlineData("( type directory entry ( name a-b node " + File + " ) entry ( name a.b node " + File + " ) )")]
    public void Archives_of_the_one_form_are_read(string words)
    {
        byte[] archive = NarBytes.Words(Magic + words);
        Assert.Equal(archive, NarBytes.Copy(archive));
    }

    [Theory]
    [InlineData("nix-archive-2 " + File, "nix-archive-1")]
    [InlineData(Magic + "[ type regular contents '' )", "(")]
    [InlineData(Magic + "( kind regular contents '' )", "type")]
    [InlineData(Magic + "( type fifo )", "type")]
    [InlineData(Magic + "( type regular )", "contents")]
    [InlineData(Magic + "( type regular executable yes contents '' )", "executable")]
    [InlineData(Magic + "( type regular contents '' executable '' )", ")")]
    [InlineData(Magic + "( type regular executable '' executable '' contents '' )", "contents")]
    [InlineData(Magic + "( type regular type regular contents '' )", "contents")]
    [InlineData(Magic + "( type symlink )", "target")]
    [InlineData(Magic + "( type symlink target '' )", "target")]
    [InlineData(Magic + "( type symlink target a\0b )", "target")]
    [InlineData(Magic + "( type directory contents '' )", "entry")]
    [InlineData(Magic + "( type directory entry ( node " + File + " ) )", "name")]
    [InlineData(Magic + "( type directory entry ( name a ) )", "node")]
    [InlineData(Magic + "( type directory entry ( name a name b node " + File + " ) )", "node")]
    [InlineData(Magic + "( type directory entry ( name a node " + File + " node " + File + " ) )", ")")]
    public void Words_out_of_place_are_refused(string words, string field) => Refuses(NarBytes.Words(words), field, MalformedReason.InvalidValue);

    [Theory]
    [InlineData("''")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("a/b")]
    [InlineData("/")]
    [InlineData("a\0")]
    public void Names_that_are_no_names_are_refused(string name) =>
        Refuses(NarBytes.Words($"{Magic}( type directory entry ( name {name} node {File} ) )"), "name", MalformedReason.InvalidValue);

    [Theory]
    [InlineData("b", "a")]
    [InlineData("a", "a")]
    [InlineData("a", "A")]
    [InlineData("a.b", "a-b")]
    [InlineData("\u00ff", "z")]
    public void Names_must_ascend_byte_by_byte(string first, string second) => Refuses(
        NarBytes.Words($"{Magic}( type directory entry ( name {first} node {File} ) entry ( name {second} node {File} ) )"),
        "name",
        MalformedReason.OutOfOrder);

    [Fact]
    public void Padding_must_be_zero()
    {
        byte[] archive = NarBytes.Words(Magic + "( type regular contents abc )");
        int padding = archive.AsSpan().LastIndexOf("abc"u8) + 3;
        for (int i = 0; i < 5; i++)
        {
            byte[] wrong = [.. archive];
            wrong[padding + i] = 1;
            MalformedDataException e = Refuses(wrong, "contents", MalformedReason.InvalidValue);
            Assert.Equal(padding + i, e.Offset);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("( type regular contents")]
    [InlineData("( type symlink target")]
    [InlineData("( type directory entry ( name")]
    public void Absurd_lengths_are_refused_without_allocation(string before)
    {
        byte[] start = NarBytes.Words((Magic + before).TrimEnd());
        foreach (ulong length in (ulong[])[1UL << 51, uint.MaxValue, int.MaxValue, long.MaxValue, 1UL << 63, ulong.MaxValue, ulong.MaxValue - 7])
        {
            long allocated = GC.GetAllocatedBytesForCurrentThread();
            MalformedDataException e = Assert.Throws<MalformedDataException>(() => Drain([.. start, .. NarBytes.Length(length), .. new byte[64]]));
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - allocated, 0, 1_000_000);

            // A file may well have gigabytes; then they are missing.
            bool isFile = before.EndsWith("contents", StringComparison.Ordinal);
            Assert.True(e.Reason is MalformedReason.LimitExceeded || (isFile && e.Reason is MalformedReason.Truncated));
        }
    }

    [Theory]
    [InlineData(64, true)]
    [InlineData(65, false)]
    public void Directories_nest_as_deep_as_in_nix(int directories, bool valid)
    {
        byte[] archive = NarBytes.Words(Magic + Nest(directories));
        if (valid)
            Assert.Equal(archive, NarBytes.Copy(archive));
        else
            Refuses(archive, "node", MalformedReason.LimitExceeded);
    }

    [Fact]
    public void Limits_are_the_callers()
    {
        const string Link = "entry ( name abc node ( type symlink target abcd ) )";
        byte[] tree = NarBytes.Words($"{Magic}( type directory {Link} entry ( name b node ( type regular contents abcde ) ) )");
        NarLimits exact = new() { MaxDepth = 1, MaxEntries = 2, MaxNameLength = 3, MaxTargetLength = 4, MaxFileSize = 5 };
        Assert.Equal(tree, NarBytes.Copy(tree, exact));
        Limited(new NarLimits { MaxDepth = 0 }, "node");
        Limited(new NarLimits { MaxEntries = 1 }, "entry");
        Limited(new NarLimits { MaxNameLength = 2 }, "name");
        Limited(new NarLimits { MaxTargetLength = 3 }, "target");
        Limited(new NarLimits { MaxFileSize = 4 }, "contents");

        void Limited(NarLimits limits, string field)
        {
            MalformedDataException e = Assert.Throws<MalformedDataException>(() => NarBytes.Copy(tree, limits));
            Assert.Equal((field, MalformedReason.LimitExceeded), (e.Field, e.Reason));
        }
    }

    [Fact]
    public void Content_that_was_not_read_is_passed_over()
    {
        byte[] archive = NarBytes.Write(nar =>
        {
            nar.BeginDirectory();
            nar.Entry(FileName.From("a"));
            nar.File(false, new byte[300_001]);
            nar.Entry(FileName.From("b"));
            nar.File(false, "end"u8);
            nar.EndDirectory();
        });
        NarReader reader = new(new MemoryStream(archive));
        while (reader.Read() && reader.Event != NarEvent.File)
            Assert.NotEqual(NarEvent.End, reader.Event);
        reader.Content.ReadExactly(new byte[100]);
        Assert.True(reader.Read());
        Assert.Equal("b", Encoding.UTF8.GetString(reader.Name.Span));
        Assert.True(reader.Read());
        Assert.Equal(3, reader.Length);
        while (reader.Read())
            Assert.Equal(NarEvent.EndDirectory, reader.Event);
        Assert.Equal(archive.Length, reader.Offset);
        Assert.False(reader.Read());
    }

    private static string Nest(int directories) =>
        directories == 0 ? File : $"( type directory{(directories == 1 ? "" : $" entry ( name d node {Nest(directories - 1)} )")} )";

    private static void Drain(byte[] archive)
    {
        NarReader reader = new(new MemoryStream(archive));
        while (reader.Read())
            Assert.NotEqual(NarEvent.Start, reader.Event);
    }

    private static MalformedDataException Refuses(byte[] archive, string field, MalformedReason reason)
    {
        MalformedDataException e = Assert.Throws<MalformedDataException>(() => Drain(archive));
        Assert.Equal((field, reason), (e.Field, e.Reason));
        return e;
    }
}
