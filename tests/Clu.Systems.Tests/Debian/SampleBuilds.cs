using System.Collections.Concurrent;
using Clu.Stores.Local;
using Clu.Stores.Progress;
using Clu.Stores.Trees;
using Clu.Systems.Debian;
using Clu.Testing;

namespace Clu.Systems.Tests.Debian;

/// <summary>A small archive made on the spot, its mirror, and builds from it in a folder.</summary>
internal sealed class SampleBuilds : IDisposable
{
    public SampleBuilds()
    {
        _ = Tool.Find("apt-get") ?? throw Xunit.Sdk.SkipException.ForSkip("`apt-get` is not installed");
        new TestArchive(Folder["archive"])
            .Add("app", "2:1.0~rc1-1", "mkdir -p usr/bin; echo app >usr/bin/app; chmod 755 usr/bin/app; ln usr/bin/app usr/bin/app2; ln -s app usr/bin/link",
                "Depends: libcircle1, missing-name | virtual-lib, linux-initramfs-tool\n")
            .Add("libcircle1", "1", "mkdir -p usr/lib; echo 1 >usr/lib/one", "Depends: libcircle2 (= 1)\n")
            .Add("libcircle2", "1", "mkdir -p usr/lib; echo 2 >usr/lib/two", "Depends: libcircle1\n")
            .Add("provider", "3", "mkdir -p usr/share; head -c 40000 /dev/urandom >usr/share/data", "Provides: virtual-lib\nRecommends: unwanted\n")
            .Add("unwanted", "1", "mkdir usr")
            .Add("pipe", "1", "mkdir usr; mkfifo usr/pipe")
            .Add("large", "1", "mkdir usr; head -c 24M /dev/zero >usr/zero")
            .Publish();
        Mirror = new TestMirror(Folder["archive"]);
    }

    public TempFolder Folder { get; } = new();

    public TestMirror Mirror { get; }

    public Recorder Progress { get; } = new();

    public DebianOptions Options =>
        new() { CacheFolder = Folder["cache"], Timeout = TimeSpan.FromSeconds(2), Retries = 0, Unsigned = true };

    /// <summary>Builds packages, <c>app</c> when none is named.</summary>
    public Task<DebianClosure> RunAsync(LocalStore store, params string[] packages) =>
        RunAsync(store, Options, TestContext.Current.CancellationToken, packages);

    public Task<DebianClosure> RunAsync(LocalStore store, DebianOptions options, CancellationToken cancel, params string[] packages) =>
        DebianClosureBuilder.BuildAsync(Request(packages.Length > 0 ? packages : ["app"]), options, store, Progress, cancel);

    /// <summary>Builds several sets of packages at once.</summary>
    public Task<IReadOnlyList<DebianClosure>> RunAllAsync(LocalStore store, params string[][] requests) =>
        DebianClosureBuilder.BuildAllAsync([.. requests.Select(packages => Request(packages))], Options, store, Progress, TestContext.Current.CancellationToken);

    public void Dispose()
    {
        Mirror.Dispose();
        foreach (string store in (string[])["store", "store2"])
            ObjectTree.Remove(Folder[store]);
        Folder.Dispose();
    }

    private DebianRequest Request(params string[] packages) => new() { Suite = TestArchive.Suite, Mirror = Mirror.Url, Packages = packages };

    internal sealed class Recorder : IProgress<ProgressEvent>
    {
        public ConcurrentBag<ProgressEvent> Events { get; } = [];

        public Action<ProgressEvent>? OnEvent { get; set; }

        public void Report(ProgressEvent value)
        {
            Events.Add(value);
            OnEvent?.Invoke(value);
        }
    }
}
