using Clu.Binary;
using Clu.Nix.StorePaths;
using Clu.Stores.Collecting;
using Clu.Stores.Remote;
using Clu.Stores.Roots;
using Clu.Testing;

namespace Clu.Conformance.Tests.Stores;

/// <summary>Daemons of both versions of Nix collect garbage for clu.</summary>
public sealed class DaemonCollectConformanceTests : DaemonTests
{
    [Theory]
    [MemberData(nameof(Versions))]
    public void What_no_root_keeps_goes_and_the_plan_says_it_before(NixVersion version)
    {
        NixDaemon daemon = Filled(version);
        Root(daemon, Low.Path);
        using WorkerStore store = Connect(daemon);
        StoreRoot root = Assert.Single(store.Roots());
        Assert.Equal(Low.Path, root.Path);
        Assert.EndsWith("/gcroots/keep", root.Source, StringComparison.Ordinal);
        CollectionPlan plan = store.Plan(new CollectionRequest());
        Assert.Equal([Built.Path, Top.Path], plan.Dead.Select(node => node.Path).Take(2));
        Assert.Equal(3, plan.Dead.Count);
        Assert.Equal([Low.Path], plan.Live);
        Assert.Equal(4, store.Paths().Count);
        CollectionResult result = store.Collect(new CollectionRequest(), null, Cancellation);
        Assert.Superset(plan.Dead.Select(node => StoreDirectory.Default.Print(node.Path)).ToHashSet(), result.Deleted.ToHashSet());
        Assert.True(result.BytesFreed > 0);
        Assert.Equal([Low.Path], store.Paths());
        new NixStore(daemon.Root, version).Verify();
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public void What_is_to_be_kept_stays(NixVersion version)
    {
        using WorkerStore store = Connect(Filled(version));
        store.Collect(new CollectionRequest { Keep = [Top.Path] }, null, Cancellation);
        Assert.Equal([Built.Path], store.Missing([Low.Path, Top.Path, Built.Path]));
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public void Paths_that_are_named_go_unless_something_needs_them(NixVersion version)
    {
        NixDaemon daemon = Filled(version);
        Root(daemon, Low.Path);
        using WorkerStore store = Connect(daemon);
        foreach (StorePath needed in new[] { Low.Path, Top.Path })
            Assert.Equal("CLU0360", Assert.Throws<CluException>(() => store.Collect(new CollectionRequest { Only = [needed] }, null, Cancellation)).Code);
        StorePath none = StorePath.Parse("00000000000000000000000000000000-none");
        Assert.Equal("CLU0304", Assert.Throws<CluException>(() => store.Plan(new CollectionRequest { Only = [none] })).Code);
        Assert.Equal(4, store.Paths().Count);
        Assert.Equal([Built.Path], store.Plan(new CollectionRequest { Only = [Built.Path] }).Dead.Select(node => node.Path));
        store.Collect(new CollectionRequest { Only = [Built.Path, Top.Path, Low.Path], Required = [Built.Path] }, null, Cancellation);
        Assert.Equal([Built.Path, Top.Path], store.Missing([Built.Path, Top.Path, Low.Path]));
        new NixStore(daemon.Root, version).Verify();
    }

    /// <summary>A daemon whose store has all four objects, and no connection that keeps them.</summary>
    private NixDaemon Filled(NixVersion version)
    {
        NixDaemon daemon = Start(version);
        using WorkerStore store = Connect(daemon);
        Copy(_source, store, Built.Path, checkSignatures: false);
        return daemon;
    }

    private static void Root(NixDaemon daemon, StorePath path) =>
        File.CreateSymbolicLink(Path.Combine(daemon.Root, "nix/var/nix/gcroots/keep"), StoreDirectory.Default.Print(path));

    private static WorkerStore Connect(NixDaemon daemon) => Assert.IsType<WorkerStore>(Open(daemon.Url));
}
