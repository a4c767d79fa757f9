using Clu.Binary;
using Clu.Nix.Archives;

namespace Clu.Nix.Tests.Archives;

public class NarWriterTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(4096)]
    public void Targets_that_no_link_has_are_refused(int length) =>
        Assert.Equal("CLU0106", Assert.Throws<CluException>(() => NarBytes.Write(nar => nar.Symlink(Enumerable.Repeat((byte)'a', length).ToArray()))).Code);

    [Fact]
    public void The_longest_target_is_read_again()
    {
        byte[] archive = NarBytes.Write(nar => nar.Symlink(Enumerable.Repeat((byte)'a', 4095).ToArray()));
        Assert.Equal(archive, NarBytes.Copy(archive));
    }

    [Fact]
    public void Directories_deeper_than_nix_reads_are_refused()
    {
        Assert.Equal("CLU0106", Assert.Throws<CluException>(() => NarBytes.Write(nar => Nest(nar, 65))).Code);
        byte[] archive = NarBytes.Write(nar => Nest(nar, 64));
        Assert.Equal(archive, NarBytes.Copy(archive));
    }

    [Fact]
    public void Large_content_from_a_stream_is_that_from_memory()
    {
        byte[] content = new byte[1_000_003];
        content.AsSpan().Fill(7);
        Assert.Equal(NarBytes.Write(nar => nar.File(true, content)), NarBytes.Write(nar => nar.File(true, content.Length, new MemoryStream(content))));
    }

    [Fact]
    public void Calls_out_of_turn_are_refused()
    {
        Assert.Throws<InvalidOperationException>(() => NarBytes.Write(nar => nar.EndDirectory()));
        Assert.Throws<InvalidOperationException>(() => NarBytes.Write(nar => nar.Entry(FileName.From("a"))));
        Assert.Throws<InvalidOperationException>(() => NarBytes.Write(nar =>
        {
            nar.BeginDirectory();
            nar.File(false, []);
        }));
        Assert.Throws<InvalidOperationException>(() => NarBytes.Write(nar =>
        {
            nar.File(false, []);
            nar.File(false, []);
        }));
        Assert.Throws<InvalidOperationException>(() => NarBytes.Write(nar =>
        {
            nar.BeginDirectory();
            nar.Entry(FileName.From("a"));
            nar.EndDirectory();
        }));
    }

    [Fact]
    public void An_archive_is_complete_when_its_root_is()
    {
        using MemoryStream output = new();
        using NarWriter nar = new(output);
        nar.BeginDirectory();
        Assert.False(nar.IsComplete);
        Assert.Equal(0, output.Length);
        nar.EndDirectory();
        Assert.True(nar.IsComplete);
        Assert.Equal(NarBytes.Words("nix-archive-1 ( type directory )"), output.ToArray());
    }

    private static void Nest(NarWriter nar, int directories)
    {
        nar.BeginDirectory();
        if (directories > 1)
        {
            nar.Entry(FileName.From("d"));
            Nest(nar, directories - 1);
        }

        nar.EndDirectory();
    }
}
