using Clu.Binary;
using Clu.Stores.Local;
using Clu.Stores.Progress;
using Clu.Stores.Trees;
using Clu.Systems.Debian;
using Clu.Testing;

namespace Clu.Systems.Tests.Debian;

/// <summary>From a small archive made on the spot, served well and badly.</summary>
public sealed class DebianClosureBuilderTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly TestMirror _mirror;
    private readonly Recorder _progress = new();

    public DebianClosureBuilderTests()
    {
        _ = Tool.Find("apt-get") ?? throw Xunit.Sdk.SkipException.ForSkip("`apt-get` is not installed");
        new TestArchive(_folder["archive"])
            .Add("app", "2:1.0~rc1-1", "mkdir -p usr/bin; echo app >usr/bin/app; chmod 755 usr/bin/app; ln usr/bin/app usr/bin/app2; ln -s app usr/bin/link",
                "Depends: libcircle1, missing-name | virtual-lib, linux-initramfs-tool\n")
            .Add("libcircle1", "1", "mkdir -p usr/lib; echo 1 >usr/lib/one", "Depends: libcircle2 (= 1)\n")
            .Add("libcircle2", "1", "mkdir -p usr/lib; echo 2 >usr/lib/two", "Depends: libcircle1\n")
            .Add("provider", "3", "mkdir -p usr/share; head -c 40000 /dev/urandom >usr/share/data", "Provides: virtual-lib\nRecommends: unwanted\n")
            .Add("unwanted", "1", "mkdir usr")
            .Add("pipe", "1", "mkdir usr; mkfifo usr/pipe")
            .Publish();
        _mirror = new TestMirror(_folder["archive"]);
    }

    [Fact]
    public async Task Each_package_becomes_an_object_and_a_circle_becomes_one()
    {
        using LocalStore store = LocalStore.Open(_folder["store"]);
        DebianClosure closure = await BuildAsync(store);

        Assert.Equal(["libcircle1-1", "provider-3", "app-1.0_rc1-1"], closure.Objects.Select(o => o.Path.Name));
        DebianObject app = closure.FindPackage("app")!;
        Assert.Equal(closure.Objects.Where(o => o != app).Select(o => o.Path).Order(), app.References);
        Assert.Equal(
            string.Join(' ', app.References.Select(store.Directory.Print)) + "\n",
            File.ReadAllText(Path.Combine(app.PhysicalPath, "nix-support/propagated-build-inputs")));
        DebianObject circle = closure.FindPackage("libcircle2")!;
        Assert.Equal("libcircle1 1\nlibcircle2 1\n", File.ReadAllText(Path.Combine(circle.PhysicalPath, "nix-support/debian-packages")));
        Assert.True(File.Exists(Path.Combine(circle.PhysicalPath, "usr/lib/one")) && File.Exists(Path.Combine(circle.PhysicalPath, "usr/lib/two")));
    }

    [Fact]
    public async Task Hard_links_become_copies_and_links_stay_as_they_are()
    {
        using LocalStore store = LocalStore.Open(_folder["store"]);
        string bin = Path.Combine((await BuildAsync(store)).FindPackage("app")!.PhysicalPath, "usr/bin");

        Assert.Equal("app\n", File.ReadAllText(Path.Combine(bin, "app2")));
        Assert.Equal("app", new FileInfo(Path.Combine(bin, "link")).LinkTarget);
        Assert.Equal(File.GetUnixFileMode(Path.Combine(bin, "app")), File.GetUnixFileMode(Path.Combine(bin, "app2")));
    }

    [Fact]
    public async Task The_same_packages_give_the_same_paths_with_another_cache_and_one_worker()
    {
        using LocalStore one = LocalStore.Open(_folder["store"]);
        using LocalStore two = LocalStore.Open(_folder["store2"]);

        DebianClosure first = await BuildAsync(one);
        DebianClosure second = await BuildAsync(two, options: Options with { CacheFolder = _folder["cache2"], Workers = 1 });

        Assert.Equal(first.Objects.Select(o => o.Path), second.Objects.Select(o => o.Path));
    }

    [Fact]
    public async Task A_second_run_downloads_and_unpacks_nothing()
    {
        using LocalStore store = LocalStore.Open(_folder["store"]);
        DebianClosure first = await BuildAsync(store);
        int served = _mirror.PackagesServed;
        _progress.Events.Clear();

        DebianClosure second = await BuildAsync(store);

        Assert.Equal(first.Objects.Select(o => o.Path), second.Objects.Select(o => o.Path));
        Assert.Equal(served, _mirror.PackagesServed);
        Assert.DoesNotContain(_progress.Events, e => e is ProgressEvent.StepStarted { Step: "download" or "unpack" });
    }

    [Theory]
    [InlineData("NotFound", "CLU0425")]
    [InlineData("Truncated", "CLU0424")]
    [InlineData("TooShort", "CLU0426")]
    [InlineData("WrongContent", "CLU0426")]
    [InlineData("Stalled", "CLU0424")]
    public async Task A_bad_mirror_is_one_clear_error_and_the_next_run_goes_on(string fault, string code)
    {
        using LocalStore store = LocalStore.Open(_folder["store"]);
        _mirror.Fault = Enum.Parse<MirrorFault>(fault);

        CluException error = await Assert.ThrowsAsync<CluException>(() => BuildAsync(store));
        Assert.Equal(code, error.Code);
        Assert.Empty(store.All());

        _mirror.Fault = MirrorFault.None;
        Assert.Equal(3, (await BuildAsync(store)).Objects.Count);
    }

    [Fact]
    public async Task A_wrong_file_in_the_cache_is_fetched_again()
    {
        using LocalStore store = LocalStore.Open(_folder["store"]);
        await BuildAsync(store);
        string file = Directory.EnumerateFiles(_folder["cache"], "provider_*.deb", SearchOption.AllDirectories).Single();
        byte[] content = File.ReadAllBytes(file);
        content[^1] ^= 1;
        File.WriteAllBytes(file, content);
        using LocalStore empty = LocalStore.Open(_folder["store2"]);

        Assert.Equal(3, (await BuildAsync(empty)).Objects.Count);
    }

    [Fact]
    public async Task A_mirror_that_is_gone_is_a_warning_while_an_index_is_there()
    {
        using LocalStore store = LocalStore.Open(_folder["store"]);
        await BuildAsync(store);
        _mirror.Dispose();
        _progress.Events.Clear();

        Assert.Equal(3, (await BuildAsync(store)).Objects.Count);
        Assert.Contains(_progress.Events, e => e is ProgressEvent.Warning);
    }

    [Fact]
    public async Task A_mirror_that_never_answered_is_an_error()
    {
        using LocalStore store = LocalStore.Open(_folder["store"]);
        _mirror.Dispose();

        Assert.Equal("CLU0424", (await Assert.ThrowsAsync<CluException>(() => BuildAsync(store))).Code);
    }

    [Fact]
    public async Task Offline_without_an_index_is_an_error()
    {
        using LocalStore store = LocalStore.Open(_folder["store"]);

        Assert.Equal("CLU0423", (await Assert.ThrowsAsync<CluException>(() => BuildAsync(store, options: Options with { Offline = true }))).Code);
    }

    [Fact]
    public async Task An_unknown_package_is_named_with_its_nearest_neighbour()
    {
        using LocalStore store = LocalStore.Open(_folder["store"]);

        CluException error = await Assert.ThrowsAsync<CluException>(() => BuildAsync(store, "app", "providr"));

        Assert.Equal("CLU0421", error.Code);
        Assert.Contains("'providr'", error.Message, StringComparison.Ordinal);
        Assert.Contains("'provider'", error.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_package_with_a_fifo_is_refused()
    {
        using LocalStore store = LocalStore.Open(_folder["store"]);

        CluException error = await Assert.ThrowsAsync<CluException>(() => BuildAsync(store, "pipe"));

        Assert.Equal("CLU0431", error.Code);
        Assert.Contains("usr/pipe", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_interrupted_download_goes_on_in_the_next_run()
    {
        using LocalStore store = LocalStore.Open(_folder["store"]);
        using CancellationTokenSource interrupt = new();
        _mirror.Fault = MirrorFault.Stalled;
        _progress.OnStep = step => interrupt.CancelAfter(step == "download" ? 300 : Timeout.Infinite);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => DebianClosureBuilder.BuildAsync(
            Request("app"), Options with { Timeout = TimeSpan.FromMinutes(1) }, store, _progress, interrupt.Token));

        _mirror.Fault = MirrorFault.None;
        _progress.OnStep = null;
        Assert.Equal(3, (await BuildAsync(store)).Objects.Count);
    }

    [Fact]
    public async Task A_second_run_at_the_same_time_is_refused()
    {
        using LocalStore store = LocalStore.Open(_folder["store"]);
        Directory.CreateDirectory(_folder["cache/debian"]);
        using FileStream other = new(_folder["cache/debian/lock"], FileMode.Create, FileAccess.ReadWrite, FileShare.None);

        Assert.Equal("CLU0432", (await Assert.ThrowsAsync<CluException>(() => BuildAsync(store))).Code);
    }

    [Fact]
    public async Task A_full_disk_is_an_error_and_the_next_run_goes_on()
    {
        using LocalStore store = LocalStore.Open(_folder["store"]);
        Directory.CreateDirectory(_folder["cache"]);
        if (Tool.Run("mount", "-t", "tmpfs", "-o", "size=40k", "tmpfs", _folder["cache"]).ExitCode != 0)
            throw Xunit.Sdk.SkipException.ForSkip("mounting needs root");
        try
        {
            CluException error = await Assert.ThrowsAsync<CluException>(() => BuildAsync(store));
            Assert.Equal("CLU0427", error.Code);

            Tool.Run("mount", "-o", "remount,size=64m", _folder["cache"]).Succeeded();
            Assert.Equal(3, (await BuildAsync(store)).Objects.Count);
        }
        finally
        {
            Tool.Run("umount", _folder["cache"]).Succeeded();
        }
    }

    public void Dispose()
    {
        _mirror.Dispose();
        foreach (string store in (string[])["store", "store2"])
            ObjectTree.Remove(_folder[store]);
        _folder.Dispose();
    }

    private DebianOptions Options =>
        new() { CacheFolder = _folder["cache"], Timeout = TimeSpan.FromSeconds(2), Retries = 0, Unsigned = true };

    private Task<DebianClosure> BuildAsync(LocalStore store, params string[] packages) => BuildAsync(store, Options, packages);

    private Task<DebianClosure> BuildAsync(LocalStore store, DebianOptions options, params string[] packages) => DebianClosureBuilder.BuildAsync(
        Request(packages.Length > 0 ? packages : ["app"]), options, store, _progress, TestContext.Current.CancellationToken);

    private DebianRequest Request(params string[] packages) => new() { Suite = TestArchive.Suite, Mirror = _mirror.Url, Packages = packages };

    private sealed class Recorder : IProgress<ProgressEvent>
    {
        public System.Collections.Concurrent.ConcurrentBag<ProgressEvent> Events { get; } = [];

        public Action<string>? OnStep { get; set; }

        public void Report(ProgressEvent value)
        {
            Events.Add(value);
            if (value is ProgressEvent.StepStarted step)
                OnStep?.Invoke(step.Step);
        }
    }
}
