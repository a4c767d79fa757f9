using Clu.Binary;
using Clu.Nix.Listings;
using Clu.Nix.NarInfos;
using Clu.Nix.Signatures;
using Clu.Nix.StoreObjects;
using Clu.Nix.StorePaths;
using Clu.Stores.Caches;
using Clu.Stores.Closures;
using Clu.Stores.Copying;
using Clu.Stores.Local;
using Clu.Stores.Trees;
using Clu.Testing;

namespace Clu.Stores.Tests.Closures;

/// <summary>Questions about what a store has, and signatures; the same of a local store and of a cache.</summary>
public sealed class ClosureTests : SampleStoreTests
{
    [Fact]
    public void The_shortest_way_leads_from_the_one_to_the_other()
    {
        Assert.Equal(["top", "lib", "base"], new Dependency(_store, _top.Path, Named("base"), Cancellation).Shortest().Select(path => path.Name));
        Assert.Equal([_top.Path], new Dependency(_store, _top.Path, _top.Path, Cancellation).Shortest());
        Dependency none = new(_store, Named("base"), _top.Path, Cancellation);
        Assert.False(none.Exists);
        Assert.Empty(none.Shortest());
    }

    [Fact]
    public void Closures_differ_by_versions_and_by_large_changes_of_size()
    {
        StoreObjectInfo[] before = [Sized("same-1.0", 1000), Sized("grows-1", 1000), Sized("new-1", 5), Sized("gone", 9000)];
        StoreObjectInfo[] after = [Sized("same-1.0", 1000 + 8191), Sized("grows-1", 1000 + 8192), Sized("new-2", 5), Sized("new-2-doc", 5)];
        Assert.Equal(
            ["gone [] -> none -9000", "grows none -> none 8192", "new [1] -> [2] 5"],
            ClosureDiff.Between(before, after).Select(change => $"{change.Name} {Shown(change.Removed)} -> {Shown(change.Added)} {change.SizeDelta}"));
        Assert.Empty(ClosureDiff.Between(after, after));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Files_are_listed_and_read_wherever_they_are(bool fromCache)
    {
        using BinaryCacheStore cache = Cache();
        IStore store = fromCache ? cache : _store;
        StoreFiles files = new(store);
        Assert.Equal(4, Assert.IsType<ListingDirectory>(files.List(_top.Path, "")).Entries.Count);
        Assert.Equal(300_000, Assert.IsType<ListingFile>(files.List(_top.Path, "/share/large")).Size);
        using MemoryStream content = new();
        files.Copy(Named("base"), "/bin//run", content);
        Assert.Equal("base"u8.ToArray(), content.ToArray());
        foreach (string none in (string[])["/bin/none", "/bin", "/link", "/bin/run/x", "/..", ""])
            Assert.Equal("CLU0322", Assert.Throws<CluException>(() => files.Copy(_top.Path, none, Stream.Null)).Code);
        Assert.Equal("CLU0322", Assert.Throws<CluException>(() => files.List(_top.Path, "/link/x")).Code);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Signatures_are_added_once_and_stay(bool inCache)
    {
        using SecretKey key = SecretKey.Create("k-1", new byte[32]), other = SecretKey.Create("a-1", new byte[32]);
        using (BinaryCacheStore cache = Cache())
        {
            ISignableStore store = inCache ? cache : _store;
            StoreObjectInfo[] Objects() => [.. store.Paths().Select(path => store.Find(path)!)];
            Assert.Equal(3, StoreSigning.Sign(store, Objects(), key, Cancellation).Count);
            Assert.Empty(StoreSigning.Sign(store, Objects(), key, Cancellation));
            Assert.Equal(3, StoreSigning.Sign(store, Objects(), other, Cancellation).Count);
        }

        using BinaryCacheStore again = new(new FolderCacheFiles(_folder["cache"]), new BinaryCacheOptions());
        StoreObjectInfo found = (inCache ? (IStore)again : _store).Find(_top.Path)!;
        Assert.Equal(["a-1", "k-1"], found.Signatures.Select(signature => signature.KeyName));
        Assert.Equal(2, new TrustedKeys([key.PublicKey, other.PublicKey]).Valid(found).Count());
    }

    [Fact]
    public void A_path_through_a_link_leads_into_the_store_and_links_in_a_circle_do_not()
    {
        File.CreateSymbolicLink(_folder["result"], _store.Directory.Print(_top.Path) + "/share");
        File.CreateSymbolicLink(_folder["circle"], _folder["circle"]);
        Assert.Equal((_top.Path, "/share/large"), StorePathFinder.FindInside(_folder["result/large"], _store.Directory));
        Assert.Equal((_top.Path, "/bin"), StorePathFinder.FindInside(_store.Directory.Print(_top.Path) + "/bin", _store.Directory));
        Assert.Equal("CLU0319", Assert.Throws<CluException>(() => StorePathFinder.FindInside(_folder["circle"], _store.Directory)).Code);
    }

    private static string Shown(IReadOnlyList<string> versions) => versions.Count == 0 ? "none" : $"[{string.Join(',', versions)}]";

    private static StoreObjectInfo Sized(string name, long size) => new()
    {
        Path = StorePath.Create(new byte[20], name),
        NarHash = Clu.Nix.Hashing.Hash.Of(Nix.Hashing.HashAlgorithm.Sha256, []),
        NarSize = size,
    };

    private StorePath Named(string name) => _store.Paths().Single(path => path.Name == name);

    private BinaryCacheStore Cache()
    {
        BinaryCacheStore cache = new(new FolderCacheFiles(_folder["cache"]), new BinaryCacheOptions { Compression = NarCompression.Zstd });
        ClosureCopy copy = new(_store, cache, new CopyOptions());
        copy.Run(copy.Plan([_top.Path], Cancellation), null, Cancellation);
        return cache;
    }
}
