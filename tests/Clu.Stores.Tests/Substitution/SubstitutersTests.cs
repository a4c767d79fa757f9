using System.Collections.Concurrent;
using Clu.Nix.NarInfos;
using Clu.Nix.Signatures;
using Clu.Nix.StoreObjects;
using Clu.Nix.StorePaths;
using Clu.Stores.Caches;
using Clu.Stores.Configuration;
using Clu.Stores.Copying;
using Clu.Stores.Local;
using Clu.Stores.Progress;
using Clu.Stores.Substitution;
using Clu.Stores.Tests.Caches;
using Clu.Stores.Trees;
using Clu.Testing;

namespace Clu.Stores.Tests.Substitution;

public sealed class SubstitutersTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly SecretKey _key = SecretKey.Create("test-1", new byte[SecretKey.SeedSize]);
    private readonly ConcurrentQueue<string> _warnings = new();
    private readonly LocalStore _source;
    private readonly LocalStore _target;
    private readonly StoreObjectInfo _top;

    public SubstitutersTests()
    {
        _source = LocalStore.Open(_folder["source"]);
        _top = SampleStore.Fill(_source);
        _target = LocalStore.Open(_folder["target"]);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _source.Dispose();
        _target.Dispose();
        _key.Dispose();
        foreach (string root in Directory.GetDirectories(_folder.Path))
            ObjectTree.Remove(root);
        _folder.Dispose();
    }

    [Fact]
    public void A_closure_is_fetched_from_a_server_and_only_once()
    {
        Fill("cache");
        using FaultyServer server = new(_folder["cache"]);
        Assert.Equal(3, Fetch($"substituters = {server.Url}").Count);
        Assert.Equal(_source.Paths(), _target.Paths());
        int requests = server.Requests;
        // The cache's own file, a narinfo and a NAR for each of three.
        Assert.Equal(7, requests);
        Assert.Empty(Fetch($"substituters = {server.Url}"));
        Assert.Equal(requests, server.Requests);
        Assert.Empty(_warnings);
    }

    [Fact]
    public void A_path_is_fetched_only_with_all_that_it_refers_to()
    {
        Fill("cache");
        StoreObjectInfo low = _source.All().Single(info => info.Path.Name == "base");
        File.Delete(_folder[$"cache/{low.Path.HashPart}.narinfo"]);
        Assert.Empty(Fetch(Only("cache")));
        // Once it is there the rest can come.
        Copy(_source, _target, low.Path);
        Assert.Equal(["lib", "top"], Fetch(Only("cache")).Select(path => path.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_substituter_that_fails_is_a_warning_and_the_next_one_is_asked()
    {
        Fill("cache");
        Directory.CreateDirectory(_folder["empty"]);
        Assert.Equal(3, Fetch($"substituters = http://127.0.0.1:1/ nonsense {Url("cache")} iso:{_folder["none.iso"]}").Count);
        Assert.Equal(3, _warnings.Count);
    }

    [Fact]
    public void A_nar_that_is_not_what_its_narinfo_says_is_taken_from_the_next_one()
    {
        Fill("bad");
        Fill("good");
        foreach (string nar in Directory.GetFiles(_folder["bad/nar"]))
            File.AppendAllText(nar, "trailing garbage");
        Assert.Equal(3, Fetch($"substituters = {Url("bad")} {Url("good")}").Count);
        Assert.Equal(3, _warnings.Count);
        Assert.All(_warnings, warning => Assert.Contains("/bad' does not deliver", warning, StringComparison.Ordinal));
    }

    [Fact]
    public void Where_nobody_delivers_nothing_is_registered_that_would_need_it()
    {
        Fill("cache");
        StoreObjectInfo lib = _source.All().Single(info => info.Path.Name == "lib");
        using (BinaryCacheStore cache = Open("cache"))
            File.WriteAllText(_folder[$"cache/{cache.FindInfo(lib.Path)!.Url}"], "bad");
        Assert.Equal("base", Assert.Single(Fetch(Only("cache"))).Name);
        Assert.Equal("base", Assert.Single(_target.Paths()).Name);
    }

    [Fact]
    public void Priorities_are_heeded_and_those_of_the_url_come_before_those_of_the_cache()
    {
        Fill("a");
        Fill("b");
        // Of the one that is asked first the NARs are broken, which warns.
        foreach (string nar in Directory.GetFiles(_folder["b/nar"]))
            File.AppendAllText(nar, "bad");
        File.AppendAllText(_folder["a/nix-cache-info"], "Priority: 40\n");
        File.AppendAllText(_folder["b/nix-cache-info"], "Priority: 50\n");
        Assert.Equal(3, Fetch($"substituters = {Url("b")} {Url("a")}").Count);
        Assert.Empty(_warnings);
        using LocalStore other = LocalStore.Open(_folder["other"]);
        Assert.Equal(3, Substituters($"substituters = {Url("a")} {Url("b")}?priority=1").Fetch(other, [_top.Path], Cancellation).Count);
        Assert.Equal(3, _warnings.Count);
    }

    [Fact]
    public void Unsigned_paths_are_not_taken_unless_their_content_addresses_them()
    {
        Fill("cache");
        Unaddress("cache");
        Assert.Empty(Fetch(Only("cache")));
        Assert.Contains("no signature of a trusted key", _warnings.First(), StringComparison.Ordinal);
        Assert.Empty(Fetch($"{Only("cache")}\ntrusted-public-keys = {_key.PublicKey}"));
        Sign("cache");
        Assert.Empty(Fetch(Only("cache")));
        Assert.Equal(3, Fetch($"{Only("cache")}\nextra-trusted-public-keys = {_key.PublicKey}").Count);
        Assert.All(_target.All(), info => Assert.Equal("test-1", Assert.Single(info.Signatures).KeyName));
    }

    [Theory]
    [InlineData("?trusted=true", "")]
    [InlineData("", "\nrequire-sigs = false")]
    public void Who_says_that_no_signature_is_needed_gets_what_is_there(string parameter, string setting)
    {
        Fill("cache");
        Unaddress("cache");
        Assert.Equal(3, Fetch(Only("cache") + parameter + setting).Count);
    }

    [Fact]
    public void Nothing_is_fetched_when_nix_conf_says_so()
    {
        Fill("cache");
        Assert.Empty(Fetch($"{Only("cache")}\nsubstitute = false"));
        Assert.Empty(Fetch("substituters ="));
        Assert.Equal(3, Fetch($"substituters =\nextra-substituters = {Url("cache")}").Count);
    }

    [Fact]
    public void Before_a_copy_the_destination_fetches_what_it_can_and_the_copy_brings_the_rest()
    {
        Fill("cache");
        File.Delete(_folder[$"cache/{_top.Path.HashPart}.narinfo"]);
        _target.Substituters = Substituters(Only("cache"));
        DestinationSubstitution.Run(_source, _target, [_top.Path], recursive: true, Cancellation);
        Assert.Equal(2, _target.Paths().Count);
        ClosureCopy copy = new(_source, _target, new CopyOptions());
        CopyPlan plan = copy.Plan([_top.Path], Cancellation);
        Assert.Equal(_top.Path, Assert.Single(plan.Copied).Path);
        // A cache has no substituters, so nothing happens.
        using BinaryCacheStore other = Open("other");
        DestinationSubstitution.Run(_source, other, [_top.Path], recursive: true, Cancellation);
        Assert.Empty(other.Paths());
    }

    private string Url(string cache) => $"file://{_folder[cache]}";

    private string Only(string cache) => $"substituters = {Url(cache)}";

    private BinaryCacheStore Open(string cache) => new(new FolderCacheFiles(_folder[cache]), new BinaryCacheOptions { Compression = NarCompression.None });

    private void Fill(string cache)
    {
        using BinaryCacheStore store = Open(cache);
        Copy(_source, store, _top.Path);
    }

    private void Unaddress(string cache)
    {
        foreach (string file in Directory.GetFiles(_folder[cache], "*.narinfo"))
            File.WriteAllText(file, string.Concat(File.ReadLines(file).Where(line => !line.StartsWith("CA:", StringComparison.Ordinal)).Select(line => line + "\n")));
    }

    private void Sign(string cache)
    {
        using BinaryCacheStore store = Open(cache);
        StoreSigning.Sign(store, store.Paths().Select(path => store.Find(path)!), _key, Cancellation);
    }

    private IReadOnlyList<StorePath> Fetch(string conf) => Substituters(conf).Fetch(_target, [_top.Path], Cancellation);

    private Substituters Substituters(string conf) => new(new NixConf([.. NixConf.Parse(conf)]), [], new Warnings(_warnings));

    private static void Copy(IStore from, IWritableStore to, StorePath path)
    {
        ClosureCopy copy = new(from, to, new CopyOptions());
        copy.Run(copy.Plan([path], Cancellation), null, Cancellation);
    }

    private sealed class Warnings(ConcurrentQueue<string> warnings) : IProgress<ProgressEvent>
    {
        public void Report(ProgressEvent value)
        {
            if (value is ProgressEvent.Warning warning)
                warnings.Enqueue(warning.Message);
        }
    }
}
