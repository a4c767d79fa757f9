using Clu.Nix.Signatures;
using Clu.Nix.StoreObjects;
using Clu.Stores.Caches.Upkeep;

namespace Clu.Stores.Tests.Caches.Upkeep;

public sealed class CacheCheckTests : IDisposable
{
    private readonly SampleCache _cache = new();

    public void Dispose() => _cache.Dispose();

    [Fact]
    public void A_cache_that_has_all_that_it_offers_is_sound()
    {
        CacheCheckResult result = Check(contents: true);
        Assert.Empty(result.Findings);
        Assert.Equal((4, true), (result.Entries, result.IsSound));
        Assert.Equal(Directory.GetFiles(_cache["nar"]).Sum(file => new FileInfo(file).Length), result.Bytes);
    }

    [Fact]
    public void A_reference_without_narinfo_is_found()
    {
        File.Delete(_cache[SampleCache.NarInfo(_cache.Low)]);
        CacheCheckResult result = Check();
        Assert.False(result.IsSound);
        CacheFinding finding = result.Findings.Single(finding => !finding.IsWaste);
        Assert.Equal(CacheFault.MissingReference, finding.Fault);
        Assert.Contains("-lib", finding.Name, StringComparison.Ordinal);
        Assert.Contains("-base", finding.Detail, StringComparison.Ordinal);
        Assert.Equal([CacheFault.UnusedListing, CacheFault.UnusedNar], result.Findings.Where(f => f.IsWaste).Select(f => f.Fault).OrderDescending());
    }

    [Fact]
    public void A_file_that_is_missing_or_has_another_size_is_found()
    {
        File.Delete(_cache[_cache.Nar(_cache.Low)]);
        File.AppendAllText(_cache[_cache.Nar(_cache.Top)], "more");
        Assert.Equal([CacheFault.MissingFile, CacheFault.Modified], Faults());
    }

    [Fact]
    public void Changed_bytes_are_found_when_contents_are_read()
    {
        string file = _cache[_cache.Nar(_cache.Top)];
        byte[] content = File.ReadAllBytes(file);
        content[^1000] ^= 1;
        File.WriteAllBytes(file, content);
        Assert.Empty(Faults());
        Assert.Equal([CacheFault.Modified], Faults(contents: true));
    }

    [Fact]
    public void A_nar_that_is_not_what_the_narinfo_says_is_found_though_its_file_is()
    {
        _cache.Edit(SampleCache.NarInfo(_cache.Low), text => text.Replace($"NarSize: {_cache.Low.NarSize}", "NarSize: 1", StringComparison.Ordinal));
        Assert.Equal([CacheFault.Modified], Faults(contents: true));
    }

    [Fact]
    public void Malformed_and_misnamed_narinfos_are_found()
    {
        _cache.Edit(SampleCache.NarInfo(_cache.Old), _ => "StorePath: nowhere\n");
        File.Copy(_cache[SampleCache.NarInfo(_cache.Top)], _cache["0000000000000000000000000000000a.narinfo"]);
        Assert.Equal([CacheFault.Malformed, CacheFault.Misnamed], Faults());
    }

    [Fact]
    public void Waste_is_told_but_is_not_wrong()
    {
        File.WriteAllText(_cache["nar/0000.nar.xz"], "");
        File.WriteAllText(_cache["nar/clu.tmp.1.1"], "");
        File.WriteAllText(_cache["0000000000000000000000000000000a.narinfo.tmp.77.3"], "");
        File.WriteAllText(_cache["0000000000000000000000000000000a.ls"], "{}");
        Directory.CreateDirectory(_cache["log"]);
        File.WriteAllText(_cache["log/foreign.drv"], "kept");
        CacheCheckResult result = Check();
        Assert.True(result.IsSound);
        Assert.Equal(
            [CacheFault.UnusedNar, CacheFault.UnusedListing, CacheFault.Unfinished, CacheFault.Unfinished], result.Findings.Select(finding => finding.Fault).Order());
    }

    [Fact]
    public void Roots_that_keep_nothing_or_are_malformed_are_found()
    {
        CacheRootsTests.Add(_cache, "good", _cache.Top);
        File.WriteAllText(_cache["roots/torn"], "/nix/store/");
        File.WriteAllText(_cache["roots/lost"], "/nix/store/mr1s7z19ss3m9iv5l16gn3245p3r08b7-hello\n");
        Assert.Equal([CacheFault.Malformed, CacheFault.MissingRoot], Faults());
    }

    [Fact]
    public void A_cache_without_cache_info_is_none()
    {
        File.Delete(_cache["nix-cache-info"]);
        using Stores.Caches.BinaryCacheStore cache = _cache.Reopen();
        Assert.Equal(CacheFault.NoCacheInfo, Assert.Single(new CacheCheck(cache, new CacheCheckOptions()).Run(null, SampleCache.Cancellation).Findings).Fault);
    }

    [Fact]
    public void Signatures_are_checked_when_keys_are_named()
    {
        using SecretKey key = SecretKey.Create("test-1", new byte[SecretKey.SeedSize]);
        // Content addresses would make up for signatures.
        foreach (StoreObjectInfo info in new[] { _cache.Top, _cache.Low })
            _cache.Edit(SampleCache.NarInfo(info), text => text[..text.IndexOf("CA: ", StringComparison.Ordinal)]);
        using Stores.Caches.BinaryCacheStore cache = _cache.Reopen();
        cache.AddSignatures(_cache.Top.Path, [key.Sign(Fingerprint.Of(_cache.Top, cache.Directory))]);
        CacheFinding finding = Assert.Single(new CacheCheck(cache, new CacheCheckOptions { TrustedKeys = new TrustedKeys([key.PublicKey]) }).Run(null, SampleCache.Cancellation).Findings);
        Assert.Equal((CacheFault.Untrusted, true), (finding.Fault, finding.Name.EndsWith("-base", StringComparison.Ordinal)));
    }

    private CacheCheckResult Check(bool contents = false) =>
        new CacheCheck(_cache.Cache, new CacheCheckOptions { Contents = contents }).Run(null, SampleCache.Cancellation);

    private CacheFault[] Faults(bool contents = false) => [.. Check(contents).Findings.Where(finding => !finding.IsWaste).Select(finding => finding.Fault).Order()];
}
