using Clu.Binary;
using Clu.Nix.BinaryCaches;
using Clu.Nix.StoreObjects;
using Clu.Nix.StorePaths;
using Clu.Stores.Caches;
using Clu.Stores.Caches.Upkeep;
using Clu.Testing;

namespace Clu.Stores.Tests.Caches.Upkeep;

public sealed class CacheRootsTests : IDisposable
{
    private readonly SampleCache _cache = new();

    public void Dispose() => _cache.Dispose();

    internal static void Add(SampleCache cache, string name, params StoreObjectInfo[] paths)
    {
        Assert.True(CacheRootName.TryCreate(name, out CacheRootName? root));
        new CacheRoots(cache.Cache).Set(root, [.. paths.Select(info => info.Path)]);
    }

    [Fact]
    public void Roots_are_added_replaced_listed_and_removed()
    {
        Add(_cache, "b", _cache.Top, _cache.Old);
        Add(_cache, "a", _cache.Low);
        Add(_cache, "b", _cache.Lib);
        CacheRoots roots = new(_cache.Cache);
        Assert.Equal(["a: base", "b: lib"], roots.List().Select(root => $"{root.Name}: {string.Join(' ', root.Paths.Select(path => path.Name))}"));
        roots.Remove(roots.List()[0].Name);
        Assert.Equal("b", Assert.Single(roots.List()).Name.Text);
        Assert.True(CacheRootName.TryCreate("a", out CacheRootName? gone));
        Assert.Equal("CLU0354", Assert.Throws<CluException>(() => roots.Remove(gone)).Code);
    }

    [Fact]
    public void A_root_keeps_only_what_the_cache_has()
    {
        Assert.True(CacheRootName.TryCreate("a", out CacheRootName? name));
        StorePath foreign = StorePath.Parse("mr1s7z19ss3m9iv5l16gn3245p3r08b7-hello");
        Assert.Equal("CLU0304", Assert.Throws<CluException>(() => new CacheRoots(_cache.Cache).Set(name, [_cache.Top.Path, foreign])).Code);
        Assert.Empty(new CacheRoots(_cache.Cache).List());
    }

    [Fact]
    public void Paths_of_a_cache_are_not_mixed_up_with_its_roots()
    {
        Add(_cache, "laptop.narinfo", _cache.Top);
        Assert.Equal(4, _cache.Reopen().Paths().Count);
        Assert.Empty(new CacheCheck(_cache.Cache, new CacheCheckOptions()).Run(null, SampleCache.Cancellation).Findings);
    }

    [Fact]
    public void A_cache_is_made_once_and_never_changed_silently()
    {
        using TempFolder folder = new();
        CacheInfo info = new() { Priority = 30, WantMassQuery = true };
        using (BinaryCacheStore cache = new(new FolderCacheFiles(folder["new"]), new BinaryCacheOptions()))
            Assert.True(CacheInitialisation.Run(cache, info));
        Assert.Equal("StoreDir: /nix/store\nWantMassQuery: 1\nPriority: 30\n", File.ReadAllText(folder["new/nix-cache-info"]));
        using BinaryCacheStore again = new(new FolderCacheFiles(folder["new"]), new BinaryCacheOptions());
        Assert.False(CacheInitialisation.Run(again, info));
        CluException error = Assert.Throws<CluException>(() => CacheInitialisation.Run(again, info with { Priority = 31 }));
        Assert.Equal(("CLU0352", true), (error.Code, error.Message.Contains("Priority: 30", StringComparison.Ordinal)));
        Assert.Equal(30, again.Priority);
        Assert.Equal("CLU0315", Assert.Throws<CluException>(
            () => new BinaryCacheStore(new FolderCacheFiles(folder["new"]), new BinaryCacheOptions { Directory = new StoreDirectory("/other/store") })).Code);
    }
}
