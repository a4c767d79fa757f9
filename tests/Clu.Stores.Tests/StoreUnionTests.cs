using Clu.Binary;
using Clu.Nix.StoreObjects;
using Clu.Nix.StorePaths;
using Clu.Stores.Caches;
using Clu.Stores.Copying;
using Clu.Stores.Local;

namespace Clu.Stores.Tests;

public sealed class StoreUnionTests : SampleStoreTests
{
    [Fact]
    public void A_closure_that_no_store_has_whole_is_whole_in_the_union()
    {
        StorePath lib = _top.References.Single(path => path.Name == "lib");
        using StoreUnion union = new([Cached("rest", [_top.Path], recursive: false), Cached("some", [lib], recursive: true)]);
        using LocalStore target = LocalStore.Open(_folder["target"]);

        ClosureCopy copy = new(union, target, new CopyOptions());
        copy.Run(copy.Plan([_top.Path], Cancellation), null, Cancellation);

        Assert.Equal(_store.Paths(), target.Paths());
        Assert.Equal(_store.Paths(), union.Paths());
        Assert.Equal(3, union.FindMany(_store.Paths(), Cancellation).Count);
        Assert.Null(union.Find(StorePath.Parse($"{new string('z', 32)}-none")));
    }

    [Fact]
    public void The_first_store_that_has_an_object_is_asked_for_it()
    {
        BinaryCacheStore first = Cached("first", [_top.Path], recursive: true);
        BinaryCacheStore second = Cached("second", [_top.Path], recursive: true);
        using StoreUnion union = new([first, second]);
        StoreObjectInfo info = union.Find(_top.Path)!;
        Directory.Delete(_folder["second/nar"], recursive: true);
        Assert.IsType<Clu.Nix.Listings.ListingDirectory>(union.Open(info).List());
    }

    [Fact]
    public void Stores_of_different_directories_make_no_union()
    {
        using BinaryCacheStore other = StoreOpener.OpenCache(StoreUrl.Parse($"file://{_folder["cache"]}?store=/other/store"));
        Assert.Equal("CLU0315", Assert.Throws<CluException>(() => new StoreUnion([_store, other])).Code);
        Assert.Throws<ArgumentException>(() => new StoreUnion([]));
    }

    private BinaryCacheStore Cached(string name, StorePath[] paths, bool recursive)
    {
        BinaryCacheStore cache = StoreOpener.OpenCache(StoreUrl.Parse($"file://{_folder[name]}?compression=none"));
        ClosureCopy copy = new(_store, cache, new CopyOptions { Recursive = recursive });
        copy.Run(copy.Plan(paths, Cancellation), null, Cancellation);
        return cache;
    }
}
