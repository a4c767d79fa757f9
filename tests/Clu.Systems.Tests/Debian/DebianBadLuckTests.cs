using System.Text;
using Clu.Binary;
using Clu.Nix.StoreObjects;
using Clu.Stores.Local;
using Clu.Stores.Progress;
using Clu.Systems.Debian;
using Clu.Testing;

namespace Clu.Systems.Tests.Debian;

/// <summary>Mirrors that fail, disks that are full, interruptions: one clear error, nothing half done in the store, and the next run goes on.</summary>
public sealed class DebianBadLuckTests : IDisposable
{
    private readonly SampleBuilds _builds = new();

    [Theory]
    [InlineData("NotFound", "CLU0425")]
    [InlineData("Truncated", "CLU0424")]
    [InlineData("TooShort", "CLU0426")]
    [InlineData("WrongContent", "CLU0426")]
    [InlineData("Stalled", "CLU0424")]
    public async Task A_bad_mirror_is_one_clear_error_and_the_next_run_goes_on(string fault, string code)
    {
        using LocalStore store = LocalStore.Open(_builds.Folder["store"]);
        _builds.Mirror.Fault = Enum.Parse<MirrorFault>(fault);

        CluException error = await Assert.ThrowsAsync<CluException>(() => _builds.RunAsync(store));
        Assert.Equal(code, error.Code);
        Assert.Empty(store.All());

        _builds.Mirror.Fault = MirrorFault.None;
        Assert.Equal(3, (await _builds.RunAsync(store)).Objects.Count);
    }

    [Fact]
    public async Task A_mirror_that_is_gone_is_a_warning_while_an_index_is_there()
    {
        using LocalStore store = LocalStore.Open(_builds.Folder["store"]);
        await _builds.RunAsync(store);
        _builds.Mirror.Dispose();
        _builds.Progress.Events.Clear();

        Assert.Equal(3, (await _builds.RunAsync(store)).Objects.Count);
        Assert.Contains(_builds.Progress.Events, e => e is ProgressEvent.Warning);
    }

    [Fact]
    public async Task A_mirror_that_never_answered_is_an_error()
    {
        using LocalStore store = LocalStore.Open(_builds.Folder["store"]);
        _builds.Mirror.Dispose();

        Assert.Equal("CLU0424", (await Assert.ThrowsAsync<CluException>(() => _builds.RunAsync(store))).Code);
    }

    [Fact]
    public async Task A_second_run_at_the_same_time_is_refused()
    {
        using LocalStore store = LocalStore.Open(_builds.Folder["store"]);
        Directory.CreateDirectory(_builds.Folder["cache/debian"]);
        using FileStream other = new(_builds.Folder["cache/debian/lock"], FileMode.Create, FileAccess.ReadWrite, FileShare.None);

        Assert.Equal("CLU0432", (await Assert.ThrowsAsync<CluException>(() => _builds.RunAsync(store))).Code);
    }

    [Fact]
    public async Task A_wrong_file_in_the_cache_is_fetched_again()
    {
        using LocalStore store = LocalStore.Open(_builds.Folder["store"]);
        await _builds.RunAsync(store);
        string file = Directory.EnumerateFiles(_builds.Folder["cache"], "provider_*.deb", SearchOption.AllDirectories).Single();
        byte[] content = File.ReadAllBytes(file);
        content[^1] ^= 1;
        File.WriteAllBytes(file, content);
        using LocalStore empty = LocalStore.Open(_builds.Folder["store2"]);

        Assert.Equal(3, (await _builds.RunAsync(empty)).Objects.Count);
    }

    [Fact]
    public async Task An_interrupted_download_goes_on_with_the_packages_that_are_missing()
    {
        using LocalStore store = LocalStore.Open(_builds.Folder["store"]);
        using CancellationTokenSource interrupt = new();
        _builds.Mirror.FaultAfter = 2;
        _builds.Mirror.Fault = MirrorFault.Stalled;
        _builds.Mirror.OnFault = interrupt.Cancel;

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _builds.RunAsync(
            store, _builds.Options with { Timeout = TimeSpan.FromMinutes(1) }, interrupt.Token));
        Assert.Empty(store.All());

        _builds.Mirror.Fault = MirrorFault.None;
        Assert.Equal(3, (await _builds.RunAsync(store)).Objects.Count);
        Assert.Equal(["app.deb", "libcircle1.deb", "libcircle2.deb", "provider.deb"], _builds.Mirror.Served.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task An_interrupted_unpacking_keeps_whole_objects_and_fetches_nothing_again()
    {
        using LocalStore store = LocalStore.Open(_builds.Folder["store"]);
        using CancellationTokenSource interrupt = new();
        _builds.Progress.OnEvent = e =>
        {
            if (e is ProgressEvent.StepAdvanced { Step: "unpack" })
                interrupt.Cancel();
        };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _builds.RunAsync(store, _builds.Options with { Workers = 1 }, interrupt.Token));

        StoreObjectInfo first = Assert.Single(store.All());
        Assert.Equal([".links", first.Path.BaseName], Directory.EnumerateFileSystemEntries(_builds.Folder["store/nix/store"])
            .Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Empty(Directory.EnumerateFileSystemEntries(_builds.Folder["cache/debian/scratch"]));

        _builds.Progress.OnEvent = null;
        DebianClosure resumed = await _builds.RunAsync(store);
        Assert.Equal(4, _builds.Mirror.Served.Count);
        using LocalStore whole = LocalStore.Open(_builds.Folder["store2"]);
        Assert.Equal((await _builds.RunAsync(whole)).Objects.Select(o => o.Info.NarHash), resumed.Objects.Select(o => o.Info.NarHash));
    }

    [Fact]
    public async Task A_disk_that_is_full_of_packages_is_an_error_and_the_next_run_goes_on()
    {
        using LocalStore store = LocalStore.Open(_builds.Folder["store"]);
        using Mount disk = Mount.Small(_builds.Folder["cache"], "40k");

        CluException error = await Assert.ThrowsAsync<CluException>(() => _builds.RunAsync(store));

        Assert.Equal("CLU0427", error.Code);
        Assert.Empty(store.All());
        disk.Grow("64m");
        Assert.Equal(3, (await _builds.RunAsync(store)).Objects.Count);
    }

    // "large" is a few kilobytes as a package and 24 MiB unpacked.
    [Theory]
    [InlineData("cache", "CLU0427")]
    [InlineData("store", "CLU0301")]
    public async Task A_disk_that_is_full_of_unpacked_files_is_an_error_and_the_next_run_goes_on(string place, string code)
    {
        using Mount disk = Mount.Small(_builds.Folder[place], "20m");
        using LocalStore store = LocalStore.Open(_builds.Folder["store"]);

        CluException error = await Assert.ThrowsAnyAsync<CluException>(() => _builds.RunAsync(store, "app", "large"));

        Assert.Equal((code, ErrorKind.Environment), (error.Code, error.Kind));
        Assert.StartsWith("free some space", error.Hint, StringComparison.Ordinal);
        Assert.DoesNotContain(store.All(), info => info.Path.Name.StartsWith("large", StringComparison.Ordinal));
        int served = _builds.Mirror.Served.Count;
        disk.Grow("100m");
        Assert.Equal(4, (await _builds.RunAsync(store, "app", "large")).Objects.Count);
        Assert.Equal(served, _builds.Mirror.Served.Count);
    }

    [Fact]
    public async Task A_cache_that_cannot_be_written_is_an_error()
    {
        using LocalStore store = LocalStore.Open(_builds.Folder["store"]);
        Directory.CreateDirectory(_builds.Folder["cache"]);
        using Mount disk = Mount.ReadOnly(_builds.Folder["cache"]);

        Assert.Equal("CLU0434", (await Assert.ThrowsAsync<CluException>(() => _builds.RunAsync(store))).Code);
    }

    public void Dispose() => _builds.Dispose();
}
