using System.Buffers;
using System.Text;
using Clu.Binary;
using Clu.Nix.StorePaths;
using Clu.Nix.TemporaryRoots;

namespace Clu.Nix.Tests.TemporaryRoots;

public sealed class TemporaryRootsTextTests
{
    private const string Written =
        "/nix/store/5xd714cbfnkz02h2vbsj4fm03x3f15nf-baz\0/nix/store/7rwcy7jhh0sclsgivr7mlc3vsiilcbay-sattrs.drv\0";

    [Fact]
    public void What_nix_writes_is_read_and_written_back()
    {
        IReadOnlyList<StorePath> paths = Read(Written);

        Assert.Equal(["baz", "sattrs.drv"], paths.Select(path => path.Name));
        ArrayBufferWriter<byte> output = new();
        TemporaryRootsText.Write(paths, StoreDirectory.Default, output);
        Assert.Equal(Written, Encoding.ASCII.GetString(output.WrittenSpan));
    }

    [Fact]
    public void A_path_that_is_being_written_does_not_count_yet()
    {
        for (int length = 0; length <= Written.Length; length++)
            Assert.Equal(Written[..length].Count(c => c == '\0'), Read(Written[..length]).Count);
    }

    [Theory]
    [InlineData("\0")]
    [InlineData("/nix/store\0")]
    [InlineData("/nix/store/\0")]
    [InlineData("/nix/store/x\0")]
    [InlineData("/etc/passwd\0")]
    [InlineData("5xd714cbfnkz02h2vbsj4fm03x3f15nf-baz\0")]
    [InlineData("/nix/store/5xd714cbfnkz02h2vbsj4fm03x3f15nf-baz/bin\0")]
    [InlineData("/nix/store/../5xd714cbfnkz02h2vbsj4fm03x3f15nf-baz\0")]
    [InlineData("/nix/store/5xd714cbfnkz02h2vbsj4fm03x3f15nf-b\u00e4z\0")]
    [InlineData("/nix/store/5xd714cbfnkz02h2vbsj4fm03x3f15nf-baz\n\0")]
    public void What_is_no_store_path_is_refused(string text)
    {
        MalformedDataException refused = Assert.Throws<MalformedDataException>(() => Read(Written + text));
        Assert.Equal(Written.Length, refused.Offset);
    }

    [Fact]
    public void A_path_longer_than_the_system_has_is_refused() =>
        Assert.Equal(MalformedReason.LimitExceeded, Assert.Throws<MalformedDataException>(() => Read(new string('x', 5000) + "\0")).Reason);

    private static IReadOnlyList<StorePath> Read(string text) => TemporaryRootsText.Read(Encoding.Latin1.GetBytes(text), StoreDirectory.Default);
}
