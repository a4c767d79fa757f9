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
    [InlineData("s3://bucket/some/place?region=x", "s3", "bucket/some/place")]
    public void Nix_words_are_understood(string text, string scheme, string authority)
    {
        StoreUrl url = StoreUrl.Parse(text);
        Assert.Equal((scheme, authority), (url.Scheme, url.Authority));
    }

    [Fact]
    public void Parameters_are_decoded() =>
        Assert.Equal("/foo bar/baz", StoreUrl.Parse("local?root=/foo%20bar/baz&x=y").Parameters["root"]);

    [Fact]
    public void Objects_and_database_can_lie_apart()
    {
        using Clu.Testing.TempFolder folder = new();
        StoreUrl url = StoreUrl.Parse($"local?root={folder["root"]}&real={folder["objects"]}&state={folder["state"]}");
        Clu.Nix.StoreObjects.StoreObjectInfo top;
        using (IWritableStore store = StoreOpener.OpenWritable(url, TimeProvider.System))
            top = SampleStore.Fill((Clu.Stores.Local.LocalStore)store);
        Assert.True(Directory.Exists(Path.Combine(folder["objects"], top.Path.BaseName)));
        Assert.True(File.Exists(Path.Combine(folder["state"], "db/db.sqlite")));
        using IStore again = StoreOpener.Open(url);
        Assert.NotNull(again.Find(top.Path));
        Clu.Stores.Trees.ObjectTree.Remove(folder["objects"]);
    }

    [Fact]
    public void A_store_that_is_to_be_read_only_is_not_opened_to_write() => Assert.Equal(
        "CLU0317", Assert.Throws<CluException>(() => StoreOpener.OpenWritable(StoreUrl.Parse("local?root=/tmp/clu-none&read-only=true"), TimeProvider.System)).Code);

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
