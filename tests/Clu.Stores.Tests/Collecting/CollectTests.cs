using Clu.Binary;
using Clu.Images.Trees;
using Clu.Nix.StoreObjects;
using Clu.Nix.StorePaths;
using Clu.Stores.Collecting;
using Clu.Stores.Local;
using Clu.Stores.Trees;
using Clu.Testing;

namespace Clu.Stores.Tests.Collecting;

public sealed class CollectTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private LocalStore _store;

    public CollectTests() => _store = LocalStore.Open(_folder["store"]);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Objects => _folder["store/nix/store"];

    public void Dispose()
    {
        _store.Dispose();
        ObjectTree.Remove(_folder["store"]);
        _folder.Dispose();
    }

    [Fact]
    public void What_no_root_keeps_goes_and_the_rest_stays()
    {
        StoreObjectInfo top = Fill();
        StorePath dead = _store.Add("dead", SampleStore.Tree("dead"), StoreReferences.None).Path;
        Reopen();
        File.CreateSymbolicLink(_folder["store/nix/var/nix/gcroots/top"], _store.Directory.Print(top.Path));

        CollectionPlan plan = _store.Plan(new CollectionRequest());
        Assert.Equal([dead], plan.Dead.Select(node => node.Path));
        Assert.True(Path.Exists(_store.PhysicalPath(dead)));
        CollectionResult result = Collect(new CollectionRequest());
        Assert.Equal([_store.Directory.Print(dead)], result.Deleted);
        Assert.Equal(300_000 + "deada name that is no text".Length + "bin/run".Length, result.BytesFreed);
        Assert.Equal(3, _store.Paths().Count);
        Assert.Equal(4, Directory.GetFileSystemEntries(Objects).Length);
    }

    [Fact]
    public void What_this_process_just_wrote_stays()
    {
        StoreObjectInfo top = Fill();
        using LocalStore other = LocalStore.Open(_folder["store"]);
        Assert.Empty(other.Collect(new CollectionRequest(), null, Cancellation).Deleted);
        Assert.NotNull(other.Find(top.Path));
    }

    [Fact]
    public void Leftovers_go_and_what_somebody_uses_stays()
    {
        Reopen();
        Directory.CreateDirectory(Path.Combine(Objects, "11111111111111111111111111111111-never-registered/sub"));
        File.WriteAllText(Path.Combine(Objects, "11111111111111111111111111111111-x.lock"), "");
        File.WriteAllText(Path.Combine(Objects, "junk"), "12345");
        Directory.CreateDirectory(Path.Combine(Objects, $"add-{Environment.ProcessId}-0"));
        Directory.CreateDirectory(Path.Combine(Objects, "add-999999999-0"));
        Directory.CreateDirectory(Path.Combine(Objects, "tmp-1-1"));
        File.CreateSymbolicLink(Path.Combine(Objects, "link"), _folder.Path);
        Assert.Equal(6, _store.Plan(new CollectionRequest()).Leftovers.Count);
        CollectionResult result = Collect(new CollectionRequest());
        Assert.Equal(6, result.Deleted.Count);
        Assert.Equal(2, Directory.GetFileSystemEntries(Objects).Length);
        Assert.True(Directory.Exists(Path.Combine(Objects, $"add-{Environment.ProcessId}-0")));
        Assert.True(Directory.Exists(_folder.Path));
    }

    [Fact]
    public void Nothing_outside_of_the_store_is_touched()
    {
        File.WriteAllText(_folder["outside"], "text");
        Directory.CreateDirectory(_folder["folder"]);
        File.WriteAllText(_folder["folder/file"], "text");
        ImageDirectory tree = new();
        tree.AddPath("a", new ImageSymlink(_folder["outside"]));
        tree.AddPath("b", new ImageSymlink(_folder["folder"]));
        tree.AddPath("c", new ImageSymlink("../../../../folder"));
        _store.Add("links", tree, StoreReferences.None);
        Reopen();
        Assert.Single(Collect(new CollectionRequest()).Deleted);
        Assert.True(File.Exists(_folder["outside"]));
        Assert.True(File.Exists(_folder["folder/file"]));
    }

    [Fact]
    public void Folders_that_nobody_may_read_go_too()
    {
        StoreObjectInfo info = _store.Add("a", SampleStore.Tree("a"), StoreReferences.None);
        File.SetUnixFileMode(_store.PhysicalPath(info.Path), UnixFileMode.None);
        Reopen();
        Collect(new CollectionRequest());
        Assert.False(Path.Exists(_store.PhysicalPath(info.Path)));
    }

    [Fact]
    public void It_ends_when_enough_is_freed()
    {
        foreach (string name in (string[])["a", "b", "c"])
            _store.Add(name, SampleStore.Tree(name), StoreReferences.None);
        Reopen();
        Assert.Empty(Collect(new CollectionRequest { MostBytes = 0 }).Deleted);
        CollectionResult some = Collect(new CollectionRequest { MostBytes = 350_000 });
        Assert.Equal((2, true), (some.Deleted.Count, some.Limited));
        CollectionResult rest = Collect(new CollectionRequest { MostBytes = 1 << 30 });
        Assert.Equal((1, false), (rest.Deleted.Count, rest.Limited));
    }

    [Fact]
    public void A_path_to_keep_is_a_root()
    {
        StoreObjectInfo top = Fill();
        Reopen();
        Assert.Empty(Collect(new CollectionRequest { Keep = [top.Path] }).Deleted);
    }

    [Fact]
    public void Deleting_what_is_alive_is_refused_with_the_reason_and_nothing_goes()
    {
        StoreObjectInfo top = Fill();
        StorePath lib = top.References.Single(path => path.Name == "lib");
        StorePath dead = _store.Add("dead", SampleStore.Tree("dead"), StoreReferences.None).Path;
        Reopen();
        _store.AddRoot(top.Path, _folder["keep"]);
        Reopen();
        CluException alive = Assert.Throws<CluException>(() => Collect(new CollectionRequest { Only = [dead, lib] }));
        Assert.Equal("CLU0360", alive.Code);
        Assert.Contains($"'{_folder["keep"]}' is a root of '{_store.Directory.Print(top.Path)}', which needs it", alive.Message, StringComparison.Ordinal);
        Assert.NotNull(_store.Find(dead));

        CluException needed = Assert.Throws<CluException>(() => Collect(new CollectionRequest { Only = [lib], IgnoreRoots = true }));
        Assert.Contains("refers to it", needed.Message, StringComparison.Ordinal);
        Assert.Equal("CLU0304", Assert.Throws<CluException>(() => Collect(new CollectionRequest { Only = [StorePath.Parse("5xd714cbfnkz02h2vbsj4fm03x3f15nf-baz")] })).Code);

        Assert.Equal(2, Collect(new CollectionRequest { Only = [lib, top.Path], IgnoreRoots = true }).Deleted.Count);
        Assert.Equal(["base", "dead"], _store.Paths().Select(path => path.Name).Order());
    }

    [Fact]
    public void Of_a_closure_what_others_need_stays()
    {
        StoreObjectInfo top = Fill();
        StorePath[] closure = [.. _store.Closure([top.Path]).Select(info => info.Path)];
        StorePath low = closure.Single(path => path.Name == "base");
        _store.Add("other", SampleStore.Tree(_store.Directory.Print(low)), new StoreReferences([low]));
        Reopen();
        Assert.Equal(2, Collect(new CollectionRequest { Only = closure, Required = [top.Path] }).Deleted.Count);
        Assert.NotNull(_store.Find(low));
    }

    [Fact]
    public void What_is_only_in_links_goes_and_the_space_set_aside_is_there_again()
    {
        StoreObjectInfo info = _store.Add("a", SampleStore.Tree("a"), StoreReferences.None);
        _store.Optimise(dryRun: false, null, Cancellation);
        Assert.NotEmpty(Directory.GetFileSystemEntries(Path.Combine(Objects, ".links")));
        Reopen();
        CollectionResult result = Collect(new CollectionRequest { Only = [info.Path] });
        Assert.Equal(4, result.LinksRemoved);
        Assert.Empty(Directory.GetFileSystemEntries(Path.Combine(Objects, ".links")));
        Assert.Equal(8 << 20, new FileInfo(_folder["store/nix/var/nix/db/reserved"]).Length);
    }

    [Fact]
    public void Derivations_are_kept_with_what_they_made_if_the_rules_say_so()
    {
        StorePath output = _store.Add("out", SampleStore.Tree("out"), StoreReferences.None).Path;
        string text = $$"""Derive([("out","{{_store.Directory.Print(output)}}","","")],[],[],"x86_64-linux","/bin/sh",[],[("out","{{_store.Directory.Print(output)}}")])""";
        StorePath derivation = _store.Add(
            "out.drv", Root(text), StoreReferences.None).Path;
        Reopen();
        CollectionPlan outputs = _store.Plan(new CollectionRequest { Keep = [derivation], Rules = new KeepRules(Outputs: true, Derivations: false) });
        Assert.Empty(outputs.Dead);
        Assert.Equal([output], _store.Plan(new CollectionRequest { Keep = [derivation] }).Dead.Select(node => node.Path));
    }

    private static ImageFile Root(string text) => new(new MemoryContent(System.Text.Encoding.UTF8.GetBytes(text)), UnixPermissions.ReadOnly);

    private StoreObjectInfo Fill() => SampleStore.Fill(_store);

    private CollectionResult Collect(CollectionRequest request) => _store.Collect(request, null, Cancellation);

    /// <summary>What was written is no temporary root any more.</summary>
    private void Reopen()
    {
        _store.Dispose();
        _store = LocalStore.Open(_folder["store"]);
    }
}
