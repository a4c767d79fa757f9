using Clu.Binary;

namespace Clu.Stores.Tests;

public sealed class StoreUrlTests
{
    [Theory]
    [InlineData("auto", "auto", "")]
    [InlineData("local", "local", "")]
    [InlineData("daemon", "unix", "")]
    [InlineData("local?root=/mnt", "local", "")]
    [InlineData("/mnt", "local", "/mnt")]
    [InlineData("./mnt", "local", "./mnt")]
    [InlineData("file:///srv/cache", "file", "/srv/cache")]
    [InlineData("https://cache.example.org", "https", "cache.example.org")]
    [InlineData("iso:my.iso", "iso", "my.iso")]
    public void Nix_words_are_understood(string text, string scheme, string authority)
    {
        StoreUrl url = StoreUrl.Parse(text);
        Assert.Equal((scheme, authority), (url.Scheme, url.Authority));
    }

    [Fact]
    public void Parameters_are_decoded() =>
        Assert.Equal("/foo bar/baz", StoreUrl.Parse("local?root=/foo%20bar/baz&x=y").Parameters["root"]);

    [Theory]
    [InlineData("nonsense")]
    [InlineData("file:///x?compression")]
    [InlineData("ftp://x")]
    [InlineData("file:///tmp/clu-none?compression=rot13")]
    [InlineData("file:///tmp/clu-none?compresion=zstd")]
    [InlineData("local?rooot=/x")]
    public void What_is_no_store_is_refused(string text) =>
        Assert.Equal("CLU0313", Assert.Throws<CluException>(() => StoreOpener.Open(StoreUrl.Parse(text))).Code);
}
