using Clu.Nix.BinaryCaches;
using Clu.Nix.StorePaths;
using Clu.Stores;
using Clu.Stores.Caches;
using Clu.Stores.Caches.Upkeep;
using Clu.Stores.Copying;
using Clu.Stores.Local;
using Clu.Stores.Trees;
using Clu.Testing;

namespace Clu.Conformance.Tests.Stores;

/// <summary>Caches that clu looks after stay caches for Nix, in folders and buckets.</summary>
public sealed class CacheConformanceTests(S3Server server) : S3Tests(server)
{
    // Nix remembers for days what servers have.
    private static readonly string[] _forgetful = ["--option", "narinfo-cache-positive-ttl", "0", "--option", "narinfo-cache-negative-ttl", "0"];

    [Theory]
    [InlineData(NixVersion.Installed)]
    [InlineData(NixVersion.Newest)]
    public void Caches_packed_with_lz4_go_both_ways(NixVersion version)
    {
        (string top, _) = Fill();
        Nix(version, "copy", "--from", Source, "--to", $"file://{Folder["theirs"]}?compression=lz4", top);
        Copy($"file://{Folder["theirs"]}", Target, top);
        new NixStore(Folder["target"], version).Verify();
        Copy(Source, $"file://{Folder["ours"]}?compression=lz4", top);
        Nix(version, "copy", "--no-check-sigs", "--from", $"file://{Folder["ours"]}", "--to", $"local?root={Folder["again"]}", top);
        new NixStore(Folder["again"], version).Verify();
    }

    [Theory]
    [InlineData(NixVersion.Installed)]
    [InlineData(NixVersion.Newest)]
    public void A_folder_that_nix_filled_is_sound_and_pruned_nix_reads_what_is_kept(NixVersion version) =>
        CheckAndPrune(version, $"file://{Folder["cache"]}", () => Directory.GetFiles(Folder["cache"], "*", SearchOption.AllDirectories).Length);

    [Fact]
    public void A_bucket_that_nix_filled_is_sound_and_pruned_nix_reads_what_is_kept()
    {
        using S3Bucket bucket = new(Server, open: true);
        bucket.BeginUpload("nar/torn.nar");
        CheckAndPrune(NixVersion.Newest, bucket.Url, () => bucket.Names().Count + bucket.Uploads().Count);
    }

    private void CheckAndPrune(NixVersion version, string url, Func<int> files)
    {
        (string top, string other) = Fill();
        Nix(version, "copy", "--from", Source, "--to", Parameter(url, "compression=zstd&write-nar-listing=1"), top, other);
        using BinaryCacheStore cache = StoreOpener.OpenCache(StoreUrl.Parse(url));
        CacheCheckResult before = new CacheCheck(cache, new CacheCheckOptions { Contents = true }).Run(null, Cancellation);
        Assert.Equal(3, before.Entries);
        Assert.All(before.Findings, finding => Assert.Equal(CacheFault.Unfinished, finding.Fault));
        Assert.True(CacheRootName.TryCreate("laptop", out CacheRootName? name));
        new CacheRoots(cache).Set(name, [StorePathFinder.Find(top, cache.Directory)]);

        CachePrune prune = new(cache, TimeProvider.System);
        Assert.Empty(prune.Plan(new CachePruneOptions(), Cancellation).Removed);
        // What was written within a server's own second counts as young.
        Thread.Sleep(1100);
        CachePruneResult pruned = prune.Run(prune.Plan(new CachePruneOptions { KeepSince = TimeSpan.Zero }, Cancellation), Cancellation);
        Assert.Equal(other, cache.Directory.Print(Assert.Single(pruned.Removed)));
        // nix-cache-info, the root, and three files for each of two paths.
        Assert.Equal(8, files());
        Assert.Empty(new CacheCheck(cache, new CacheCheckOptions { Contents = true }).Run(null, Cancellation).Findings);
        Nix(version, "copy", "--no-check-sigs", "--from", url, "--to", Target, top);
        new NixStore(Folder["target"], version).Verify();
        Assert.NotEqual(0, NixTool.Run(version, "nix", ["path-info", "--store", url, other, .. _forgetful]).ExitCode);
        // Nix fills it again.
        Nix(version, "copy", "--from", Source, "--to", Parameter(url, "compression=zstd&write-nar-listing=1"), other);
        Assert.Empty(new CacheCheck(cache, new CacheCheckOptions { Contents = true }).Run(null, Cancellation).Findings);
    }

    [Theory]
    [InlineData(NixVersion.Installed)]
    [InlineData(NixVersion.Newest)]
    public void Nix_writes_into_a_cache_that_clu_made_for_another_directory(NixVersion version)
    {
        using (BinaryCacheStore cache = StoreOpener.OpenCache(StoreUrl.Parse($"file://{Folder["cache"]}")))
            CacheInitialisation.Run(cache, new CacheInfo { StoreDirectory = new StoreDirectory("/other/store"), Priority = 30 });
        ToolResult mismatch = NixTool.Run(version, "nix", "store", "ping", "--store", $"file://{Folder["cache"]}");
        Assert.NotEqual(0, mismatch.ExitCode);
        Nix(version, "store", "ping", "--store", $"file://{Folder["cache"]}?store=/other/store");
        StoreOpener.Open(StoreUrl.Parse($"file://{Folder["cache"]}?store=/other/store")).Dispose();
    }

    private (string Top, string Other) Fill()
    {
        using LocalStore store = LocalStore.Open(Folder["source"]);
        StorePath low = store.Add("low", StoreSamples.Tree("low"), StoreReferences.None).Path;
        string needs = store.Directory.Print(low);
        return (
            store.Directory.Print(store.Add("top", StoreSamples.Tree(needs), new StoreReferences([low])).Path),
            store.Directory.Print(store.Add("other", StoreSamples.Tree($"{needs} too"), new StoreReferences([low])).Path));
    }

    private static string Parameter(string url, string parameters) => $"{url}{(url.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{parameters}";

    private static void Copy(string from, string to, string path)
    {
        using IStore source = StoreOpener.Open(StoreUrl.Parse(from));
        using IWritableStore target = StoreOpener.OpenWritable(StoreUrl.Parse(to), TimeProvider.System);
        ClosureCopy copy = new(source, target, new CopyOptions { CheckSignatures = false });
        copy.Run(copy.Plan([StorePathFinder.Find(path, source.Directory)], Cancellation), null, Cancellation);
    }

    private static void Nix(NixVersion version, params string[] arguments) => NixTool.Run(version, "nix", [.. arguments, .. _forgetful]).Succeeded();
}
