using Clu.Binary;
using Clu.Stores.Local;
using Clu.Stores.Progress;
using Clu.Systems.Debian;

namespace Clu.Systems.Tests.Debian;

/// <summary>From a small archive made on the spot, served well and badly.</summary>
public sealed class DebianClosureBuilderTests : IDisposable
{
    private readonly SampleBuilds _builds = new();

    [Fact]
    public async Task Each_package_becomes_an_object_and_a_circle_becomes_one()
    {
        using LocalStore store = LocalStore.Open(_builds.Folder["store"]);
        DebianClosure closure = await _builds.RunAsync(store);

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
        using LocalStore store = LocalStore.Open(_builds.Folder["store"]);
        string bin = Path.Combine((await _builds.RunAsync(store)).FindPackage("app")!.PhysicalPath, "usr/bin");

        Assert.Equal("app\n", File.ReadAllText(Path.Combine(bin, "app2")));
        Assert.Equal("app", new FileInfo(Path.Combine(bin, "link")).LinkTarget);
        Assert.Equal(File.GetUnixFileMode(Path.Combine(bin, "app")), File.GetUnixFileMode(Path.Combine(bin, "app2")));
    }

    [Fact]
    public async Task The_same_packages_give_the_same_paths_with_another_cache_and_one_worker()
    {
        using LocalStore one = LocalStore.Open(_builds.Folder["store"]);
        using LocalStore two = LocalStore.Open(_builds.Folder["store2"]);

        DebianClosure first = await _builds.RunAsync(one);
        DebianClosure second = await _builds.RunAsync(two, _builds.Options with { CacheFolder = _builds.Folder["cache2"], Workers = 1 }, TestContext.Current.CancellationToken);

        Assert.Equal(first.Objects.Select(o => o.Path), second.Objects.Select(o => o.Path));
    }

    [Fact]
    public async Task A_second_run_downloads_and_unpacks_nothing()
    {
        using LocalStore store = LocalStore.Open(_builds.Folder["store"]);
        DebianClosure first = await _builds.RunAsync(store);
        int served = _builds.Mirror.Served.Count;
        _builds.Progress.Events.Clear();

        DebianClosure second = await _builds.RunAsync(store);

        Assert.Equal(first.Objects.Select(o => o.Path), second.Objects.Select(o => o.Path));
        Assert.Equal(served, _builds.Mirror.Served.Count);
        Assert.DoesNotContain(_builds.Progress.Events, e => e is ProgressEvent.StepStarted { Step: "download" or "unpack" });
    }

    [Fact]
    public async Task Several_requests_share_their_objects_and_one_state_of_the_index()
    {
        using LocalStore store = LocalStore.Open(_builds.Folder["store"]);

        IReadOnlyList<DebianClosure> closures = await _builds.RunAllAsync(store, ["app"], ["provider", "unwanted"], ["app"]);

        Assert.Equal(closures[0].FindPackage("provider")!.Path, closures[1].FindPackage("provider")!.Path);
        Assert.Equal(["provider-3", "unwanted-1"], closures[1].Objects.Select(o => o.Path.Name).Order());
        Assert.Equal(closures[0].Objects.Select(o => o.Path), closures[2].Objects.Select(o => o.Path));
        Assert.Single(_builds.Progress.Events, e => e is ProgressEvent.StepStarted { Step: "debian-index" });
        Assert.Equal(_builds.Mirror.Served.Distinct(), _builds.Mirror.Served);
    }

    [Fact]
    public async Task Offline_without_an_index_is_an_error()
    {
        using LocalStore store = LocalStore.Open(_builds.Folder["store"]);

        Assert.Equal("CLU0423", (await Assert.ThrowsAsync<CluException>(() => _builds.RunAsync(store, _builds.Options with { Offline = true }, TestContext.Current.CancellationToken))).Code);
    }

    [Fact]
    public async Task An_unknown_package_is_named_with_its_nearest_neighbour()
    {
        using LocalStore store = LocalStore.Open(_builds.Folder["store"]);

        CluException error = await Assert.ThrowsAsync<CluException>(() => _builds.RunAsync(store, "app", "providr"));

        Assert.Equal("CLU0421", error.Code);
        Assert.Contains("'providr'", error.Message, StringComparison.Ordinal);
        Assert.Contains("'provider'", error.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_package_with_a_fifo_is_refused()
    {
        using LocalStore store = LocalStore.Open(_builds.Folder["store"]);

        CluException error = await Assert.ThrowsAsync<CluException>(() => _builds.RunAsync(store, "pipe"));

        Assert.Equal("CLU0431", error.Code);
        Assert.Contains("usr/pipe", error.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _builds.Dispose();
}
