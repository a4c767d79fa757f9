using System.Text;
using Clu.Binary;
using Clu.Nix.Archives;
using Clu.Nix.Listings;
using Clu.Nix.Tests.Archives;

namespace Clu.Nix.Tests.Listings;

public class ListingTests
{
    [Fact]
    public void Keys_are_sorted_and_offsets_are_those_of_the_contents()
    {
        byte[] nar = NarBytes.Write(archive =>
        {
            archive.BeginDirectory();
            archive.Entry(FileName.From("a"));
            archive.File(true, "hello"u8);
            archive.Entry(FileName.From("d"));
            archive.BeginDirectory();
            archive.EndDirectory();
            archive.Entry(FileName.From("l"));
            archive.Symlink("a"u8);
            archive.EndDirectory();
        });
        string text = Encoding.UTF8.GetString(Listing.Write(Of(nar)));
        int offset = nar.AsSpan().IndexOf("hello"u8);
        Assert.Equal(
            $$$"""{"root":{"entries":{"a":{"executable":true,"narOffset":{{{offset}}},"size":5,"type":"regular"},"d":{"entries":{},"type":"directory"},"l":{"target":"a","type":"symlink"}},"type":"directory"},"version":1}""",
            text);
        Assert.Equal(text, Encoding.UTF8.GetString(Listing.Write(Listing.Read(Encoding.UTF8.GetBytes(text)))));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("{\"version\":2,\"root\":{\"type\":\"regular\"}}")]
    [InlineData("{\"version\":1,\"root\":{\"type\":\"socket\"}}")]
    [InlineData("{\"version\":1,\"root\":{\"type\":\"directory\",\"entries\":{\"..\":{\"type\":\"regular\"}}}}")]
    [InlineData("{\"version\":1,\"root\":{\"type\":\"directory\",\"entries\":{\"a\":{\"type\":\"regular\"},\"a\":{\"type\":\"regular\"}}}}")]
    [InlineData("{\"version\":1,\"root\":{\"type\":\"regular\",\"size\":\"many\"}}")]
    public void Other_json_is_refused(string text) =>
        Assert.Throws<MalformedDataException>(() => Listing.Read(Encoding.UTF8.GetBytes(text)));

    private static ListingNode Of(byte[] nar)
    {
        using MemoryStream stream = new(nar);
        return Listing.Of(new NarReader(stream));
    }
}
