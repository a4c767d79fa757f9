using Clu.Binary;
using Clu.Nix.NarInfos;
using Clu.Nix.StoreObjects;
using Clu.Nix.StorePaths;
using Clu.Stores.Caches;
using Clu.Stores.Copying;
using Clu.Stores.Local;
using Clu.Stores.Trees;
using Clu.Testing;

namespace Clu.Stores.Tests.Caches;

public sealed class HttpCacheTests : IDisposable
{
    private static readonly TimeSpan _stall = TimeSpan.FromMilliseconds(300);

    private readonly TempFolder _folder = new();
    private readonly FaultyServer _server;
    private readonly StoreObjectInfo _top;

    public HttpCacheTests()
    {
        using LocalStore source = LocalStore.Open(_folder["source"]);
        _top = SampleStore.Fill(source);
        using BinaryCacheStore cache = new(new FolderCacheFiles(_folder["cache"]), new BinaryCacheOptions { Compression = NarCompression.None });
        ClosureCopy copy = new(source, cache, new CopyOptions());
        copy.Run(copy.Plan([_top.Path], Cancellation), null, Cancellation);
        _server = new FaultyServer(_folder["cache"]);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _server.Dispose();
        foreach (string root in Directory.GetDirectories(_folder.Path))
            ObjectTree.Remove(root);
        _folder.Dispose();
    }

    [Fact]
    public void A_closure_is_copied_from_a_server() => Assert.Equal(3, CopyAll());

    [Fact]
    public void What_fails_in_passing_is_tried_again()
    {
        foreach (FaultyServer.Fault fault in new[] { FaultyServer.Fault.Reset, FaultyServer.Fault.InternalError, FaultyServer.Fault.HalfBody, FaultyServer.Fault.HalfBody })
            _server.Faults.Enqueue(fault);
        Assert.Equal(3, CopyAll());
        Assert.Empty(_server.Faults);
    }

    [Fact]
    public void A_server_that_never_delivers_is_named_and_nothing_is_registered()
    {
        for (int i = 0; i < 100; i++)
            _server.Faults.Enqueue(FaultyServer.Fault.InternalError);
        CluException error = Assert.Throws<CluException>(() => CopyAll());
        Assert.Equal(("CLU0316", ErrorKind.Environment), (error.Code, error.Kind));
        Assert.Contains("500", error.Message, StringComparison.Ordinal);
        using LocalStore target = LocalStore.Open(_folder["target"]);
        Assert.Empty(target.All());
        Assert.True(_server.Requests < 40, $"{_server.Requests} requests");
    }

    [Theory]
    [InlineData(FaultyServer.Fault.Silence)]
    [InlineData(FaultyServer.Fault.SilenceAfterHeaders)]
    internal void A_server_that_falls_silent_is_waited_for_but_not_for_ever(FaultyServer.Fault silence)
    {
        for (int i = 0; i < 5; i++)
            _server.Faults.Enqueue(silence);
        CluException error = Assert.Throws<CluException>(() => CopyAll(jobs: 1));
        Assert.Equal(("CLU0316", ErrorKind.Environment), (error.Code, error.Kind));
        Assert.Contains("5 tries", error.Message, StringComparison.Ordinal);
        Assert.Equal(3, CopyAll());
    }

    [Fact]
    public void A_server_that_falls_silent_once_is_asked_again()
    {
        _server.Faults.Enqueue(FaultyServer.Fault.SilenceAfterHeaders);
        Assert.Equal(3, CopyAll(jobs: 1));
    }

    [Fact]
    public void A_server_that_cannot_go_on_in_a_file_is_no_endless_loop()
    {
        _server.TakesRanges = false;
        _server.Faults.Enqueue(FaultyServer.Fault.HalfBody);
        Assert.Equal("CLU0316", Assert.Throws<CluException>(() => CopyAll(jobs: 1)).Code);
    }

    [Fact]
    public void A_folder_without_cache_info_is_no_cache()
    {
        File.Delete(_folder["cache/nix-cache-info"]);
        Assert.Equal("CLU0314", Assert.Throws<CluException>(() => CopyAll()).Code);
    }

    [Fact]
    public void A_malformed_narinfo_is_named()
    {
        string file = Directory.GetFiles(_folder["cache"], $"{_top.Path.HashPart}.narinfo").Single();
        File.WriteAllText(file, "StorePath: nowhere\n");
        CluException error = Assert.Throws<CluException>(() => CopyAll());
        Assert.Equal("CLU0318", error.Code);
        Assert.Contains(_top.Path.HashPart, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Who_asks_what_is_missing_has_the_narinfos_of_the_rest_and_what_was_not_there_is_asked_for_again()
    {
        using BinaryCacheStore cache = new(new HttpCacheFiles(_server.Url), new BinaryCacheOptions());
        StorePath foreign = StorePath.Parse("mr1s7z19ss3m9iv5l16gn3245p3r08b7-hello");
        Assert.Equal([foreign], cache.Missing([_top.Path, foreign]));
        int requests = _server.Requests;
        Assert.NotNull(cache.Find(_top.Path));
        Assert.Equal(requests, _server.Requests);
        string text = File.ReadAllText(_folder[$"cache/{_top.Path.HashPart}.narinfo"]).Replace(_top.Path.BaseName, foreign.BaseName, StringComparison.Ordinal);
        File.WriteAllText(_folder[$"cache/{foreign.HashPart}.narinfo"], text);
        Assert.Empty(cache.Missing([_top.Path, foreign]));
    }

    [Fact]
    public void A_narinfo_that_the_server_packed_for_the_way_is_unpacked()
    {
        string file = _folder[$"cache/{_top.Path.HashPart}.narinfo"];
        File.WriteAllBytes(file, SmallFile.Pack(NarCompression.Gzip, File.ReadAllBytes(file)));
        _server.Encoding = "gzip";
        using BinaryCacheStore cache = new(new HttpCacheFiles(_server.Url), new BinaryCacheOptions());
        Assert.Equal(_top.NarHash, cache.Find(_top.Path)!.NarHash);
        _server.Encoding = "rot13";
        using BinaryCacheStore other = new(new HttpCacheFiles(_server.Url), new BinaryCacheOptions());
        Assert.Throws<MalformedDataException>(() => other.Find(_top.Path));
    }

    [Fact]
    public void A_narinfo_whose_url_leaves_the_cache_is_refused()
    {
        string file = Directory.GetFiles(_folder["cache"], $"{_top.Path.HashPart}.narinfo").Single();
        string text = File.ReadAllText(file);
        File.WriteAllText(_folder["secret"], "secret");
        File.WriteAllText(file, System.Text.RegularExpressions.Regex.Replace(text, "URL: .*", "URL: ../secret"));
        using BinaryCacheStore cache = new(new FolderCacheFiles(_folder["cache"]), new BinaryCacheOptions());
        using MemoryStream output = new();
        Assert.Throws<MalformedDataException>(() => cache.Open(cache.Find(_top.Path)!).WriteNar(output));
        Assert.Equal(0, output.Length);
    }

    private int CopyAll(int? jobs = null)
    {
        using BinaryCacheStore cache = new(new HttpCacheFiles(_server.Url, new Patience(TimeSpan.FromMilliseconds(1), _stall)), new BinaryCacheOptions());
        using LocalStore target = LocalStore.Open(_folder["target"]);
        ClosureCopy copy = new(cache, target, new CopyOptions { Jobs = jobs });
        copy.Run(copy.Plan([_top.Path], Cancellation), null, Cancellation);
        return target.All().Count;
    }
}
