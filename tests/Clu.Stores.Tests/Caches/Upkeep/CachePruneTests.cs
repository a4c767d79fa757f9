using Clu.Binary;
using Clu.Nix.StoreObjects;
using Clu.Nix.StorePaths;
using Clu.Stores.Caches;
using Clu.Stores.Caches.Upkeep;

namespace Clu.Stores.Tests.Caches.Upkeep;

public sealed class CachePruneTests : IDisposable
{
    private readonly SampleCache _cache = new();

    public void Dispose() => _cache.Dispose();

    [Fact]
    public void What_roots_keep_stays_and_the_rest_goes()
    {
        string[] before = _cache.Files();
        string[] gone = [SampleCache.NarInfo(_cache.Old), $"{_cache.Old.Path.HashPart}.ls", _cache.Nar(_cache.Old)];
        long bytes = gone.Sum(file => new FileInfo(_cache[file]).Length);
        CacheRootsTests.Add(_cache, "laptop", _cache.Top);
        CachePruneResult result = Prune(new CachePruneOptions());
        Assert.Equal([_cache.Old.Path], result.Removed);
        Assert.Equal((3, bytes), (result.Kept, result.Bytes));
        Assert.Equal(before.Except(gone).Append("roots/laptop").Order(StringComparer.Ordinal), _cache.Files());
        Assert.Empty(Prune(new CachePruneOptions()).Removed);
        Assert.Empty(new CacheCheck(_cache.Reopen(), new CacheCheckOptions { Contents = true }).Run(null, SampleCache.Cancellation).Findings);
    }

    [Fact]
    public void Nothing_goes_from_a_cache_without_roots_unless_all_is_said()
    {
        string[] before = _cache.Files();
        Assert.Equal("CLU0353", Assert.Throws<CluException>(() => Prune(new CachePruneOptions())).Code);
        Assert.Equal(before, _cache.Files());
        Assert.Equal(4, Prune(new CachePruneOptions { WithoutRoots = true }).Removed.Count);
        Assert.Equal(["nix-cache-info"], _cache.Files());
    }

    [Fact]
    public void A_plan_changes_nothing_and_tells_what_would_go()
    {
        string[] before = _cache.Files();
        CachePrunePlan plan = new CachePrune(_cache.Cache, TimeProvider.System).Plan(new CachePruneOptions { Keep = [_cache.Lib.Path] }, SampleCache.Cancellation);
        Assert.Equal(before, _cache.Files());
        Assert.Equal((2, 2), (plan.Removed.Count, plan.Kept));
        CachePruneResult result = new CachePrune(_cache.Cache, TimeProvider.System).Run(plan, SampleCache.Cancellation);
        Assert.Equal(plan.Bytes, result.Bytes);
        Assert.Equal(plan.Files, result.Files);
    }

    [Fact]
    public void What_is_young_stays_with_all_that_it_refers_to()
    {
        _cache.Age(TimeSpan.FromHours(1), SampleCache.NarInfo(_cache.Lib));
        CachePruneResult result = Prune(new CachePruneOptions { WithoutRoots = true });
        Assert.Equal(["old", "top"], result.Removed.Select(path => path.Name).Order(StringComparer.Ordinal));
        Assert.Equal(2, Prune(new CachePruneOptions { WithoutRoots = true, KeepSince = TimeSpan.FromMinutes(1) }).Removed.Count);
    }

    [Fact]
    public void Files_whose_narinfo_may_still_come_stay_until_they_are_old()
    {
        CacheRootsTests.Add(_cache, "laptop", _cache.Top, _cache.Old);
        string[] files = ["nar/0000.nar", "nar/clu.tmp.1.1", "0000000000000000000000000000000a.ls", "0000000000000000000000000000000a.narinfo.tmp.77.3"];
        foreach (string file in files)
            File.WriteAllText(_cache[file], "12345");
        Assert.Empty(Prune(new CachePruneOptions()).Files);
        _cache.Age(TimeSpan.FromDays(2));
        CachePruneResult result = Prune(new CachePruneOptions());
        Assert.Equal(files.Order(StringComparer.Ordinal), result.Files);
        Assert.Equal((20, 0), (result.Bytes, result.Removed.Count));
    }

    [Fact]
    public void Foreign_files_and_realisations_stay()
    {
        foreach (string file in new[] { "log/x.drv", "realisations/sha256:0!out.doi", "debuginfo/0", "index.html", "roots/.hidden.tmp" })
        {
            Directory.CreateDirectory(Path.GetDirectoryName(_cache[file])!);
            File.WriteAllText(_cache[file], "kept");
        }

        File.Delete(_cache["roots/.hidden.tmp"]);
        _cache.Age(TimeSpan.FromDays(9));
        Prune(new CachePruneOptions { WithoutRoots = true });
        Assert.Equal(["debuginfo/0", "index.html", "log/x.drv", "nix-cache-info", "realisations/sha256:0!out.doi"], _cache.Files());
    }

    [Fact]
    public void A_file_that_two_paths_share_stays_with_the_one_that_is_kept()
    {
        string shared = _cache.Nar(_cache.Low);
        _cache.Edit(SampleCache.NarInfo(_cache.Old), text => System.Text.RegularExpressions.Regex.Replace(text, "URL: .*", $"URL: {shared}"));
        _cache.Age(TimeSpan.FromDays(2));
        CacheRootsTests.Add(_cache, "laptop", _cache.Top);
        Prune(new CachePruneOptions());
        Assert.True(File.Exists(_cache[shared]));
    }

    [Fact]
    public void What_a_writer_came_to_need_meanwhile_is_put_back()
    {
        CacheRootsTests.Add(_cache, "keep", _cache.Low);
        CachePrune prune = new(_cache.Cache, TimeProvider.System);
        CachePrunePlan plan = prune.Plan(new CachePruneOptions(), SampleCache.Cancellation);
        Assert.Equal(3, plan.Removed.Count);
        // A writer found lib and base there before, and finishes now a path that refers to lib.
        StorePath young = StorePath.Parse("mr1s7z19ss3m9iv5l16gn3245p3r08b7-young");
        string text = File.ReadAllText(_cache[SampleCache.NarInfo(_cache.Old)]);
        string nar = $"nar/{young.HashPart}.nar";
        File.WriteAllText(_cache[nar], "content");
        string entry = System.Text.RegularExpressions.Regex.Replace(
            text.Replace(_cache.Old.Path.BaseName, young.BaseName, StringComparison.Ordinal), "URL: .*", $"URL: {nar}");
        File.WriteAllText(_cache[$"{young.HashPart}.narinfo"], entry[..entry.IndexOf("CA:", StringComparison.Ordinal)]);
        CachePruneResult result = prune.Run(plan, SampleCache.Cancellation);
        Assert.Equal(["old", "top"], result.Removed.Select(path => path.Name).Order(StringComparer.Ordinal));
        Assert.Equal(["base", "lib", "young"], _cache.Reopen().Paths().Select(path => path.Name).Order(StringComparer.Ordinal));
        Assert.True(File.Exists(_cache[_cache.Nar(_cache.Lib)]));
        Assert.True(File.Exists(_cache[nar]));
    }

    [Fact]
    public void An_interrupted_prune_leaves_a_complete_cache_and_the_next_one_ends_it()
    {
        for (int files = 0; ; files++)
        {
            using SampleCache cache = new();
            CacheRootsTests.Add(cache, "keep", cache.Low);
            StoppingFiles stopping = new(cache.Cache.Files, files);
            using BinaryCacheStore store = new(stopping, new BinaryCacheOptions());
            CachePrune prune = new(store, TimeProvider.System);
            CachePrunePlan plan = prune.Plan(new CachePruneOptions(), SampleCache.Cancellation);
            bool done = true;
            try
            {
                prune.Run(plan, SampleCache.Cancellation);
            }
            catch (OperationCanceledException)
            {
                done = false;
            }

            Assert.True(new CacheCheck(cache.Reopen(), new CacheCheckOptions { Contents = true }).Run(null, SampleCache.Cancellation).IsSound);
            using BinaryCacheStore again = cache.Reopen();
            new CachePrune(again, TimeProvider.System).Run(new CachePrune(again, TimeProvider.System).Plan(new CachePruneOptions(), SampleCache.Cancellation), SampleCache.Cancellation);
            Assert.Equal(5, cache.Files().Length);
            if (done)
                break;
        }
    }

    [Fact]
    public void A_cache_that_cannot_be_understood_is_not_pruned()
    {
        CacheRootsTests.Add(_cache, "laptop", _cache.Top);
        _cache.Edit(SampleCache.NarInfo(_cache.Old), _ => "StorePath: nowhere\n");
        Assert.Equal("CLU0355", Assert.Throws<CluException>(() => Prune(new CachePruneOptions())).Code);
        File.Delete(_cache[SampleCache.NarInfo(_cache.Old)]);
        File.Delete(_cache[SampleCache.NarInfo(_cache.Top)]);
        Assert.Equal("CLU0355", Assert.Throws<CluException>(() => Prune(new CachePruneOptions())).Code);
    }

    private CachePruneResult Prune(CachePruneOptions options)
    {
        CachePrune prune = new(_cache.Cache, TimeProvider.System);
        return prune.Run(prune.Plan(options, SampleCache.Cancellation), SampleCache.Cancellation);
    }

    /// <summary>Files of which only so many can be removed before the user loses patience.</summary>
    private sealed class StoppingFiles(ICacheFiles files, int removals) : ICacheFiles
    {
        private int _left = removals;

        public string Url => files.Url;

        public bool CanWrite => files.CanWrite;

        public byte[]? Find(string name, int maxLength) => files.Find(name, maxLength);

        public Stream Open(string name) => files.Open(name);

        public bool Has(string name) => files.Has(name);

        public IReadOnlyList<string>? List(string ending) => files.List(ending);

        public IEnumerable<CacheFile>? Files() => files.Files();

        public void Write(string name, ReadOnlySpan<byte> content) => files.Write(name, content);

        public ICacheUpload Begin() => files.Begin();

        public void Delete(IReadOnlyCollection<CacheFile> chosen)
        {
            foreach (CacheFile file in chosen)
            {
                if (_left-- == 0)
                    throw new OperationCanceledException();
                files.Delete([file]);
            }
        }

        public void Dispose()
        {
        }
    }
}
