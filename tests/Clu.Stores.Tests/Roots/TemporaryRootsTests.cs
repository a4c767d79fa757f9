using Clu.Binary;
using Clu.Nix.StorePaths;
using Clu.Stores.Collecting;
using Clu.Stores.Local;
using Clu.Stores.Roots;
using Clu.Stores.Trees;
using Clu.Testing;

namespace Clu.Stores.Tests.Roots;

public sealed class TemporaryRootsTests : IDisposable
{
    private static readonly StorePath _path = StorePath.Parse("5xd714cbfnkz02h2vbsj4fm03x3f15nf-baz");

    private readonly TempFolder _folder = new();
    private readonly StoreLayout _layout;

    public TemporaryRootsTests()
    {
        _layout = new StoreLayout(_folder["store"]);
        _layout.CreateFolders();
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        ObjectTree.Remove(_folder["store"]);
        _folder.Dispose();
    }

    [Fact]
    public void What_is_placed_is_a_root_until_the_store_is_closed_and_holds_no_lock()
    {
        using (LocalStore store = LocalStore.Open(_folder["store"]))
        {
            StorePath placed = store.Place("a", SampleStore.Tree("a"), StoreReferences.None).Path;
            Assert.Contains(placed, Told().Select(root => root.Path));
            Assert.NotNull(TryCollect());
        }

        Assert.Empty(Told());
        Assert.Empty(Directory.GetFiles(_layout.TemporaryRoots));
    }

    [Fact]
    public void Two_stores_of_one_process_do_not_take_each_others_file()
    {
        using TemporaryRootsFile one = Create(), other = Create();
        one.Add([_path]);
        other.Add([_path]);
        Assert.Equal(2, Told().Count);
        one.Dispose();
        Assert.Single(Told());
    }

    [Fact]
    public void A_file_of_an_ended_process_says_nothing_and_goes_with_the_next_collection()
    {
        string stale = Path.Combine(_layout.TemporaryRoots, "1");
        File.WriteAllText(stale, "garbage\0");
        File.WriteAllText(Path.Combine(_layout.TemporaryRoots, ".keep"), "garbage\0");
        Assert.Empty(Told());
        Assert.True(File.Exists(stale));
        new TemporaryRootsFolder(_layout, StoreDirectory.Default).Read(removeStale: true);
        Assert.False(File.Exists(stale));
        Assert.True(File.Exists(Path.Combine(_layout.TemporaryRoots, ".keep")));
    }

    [Fact]
    public void Garbage_of_a_running_process_is_refused()
    {
        string path = Path.Combine(_layout.TemporaryRoots, "1");
        File.WriteAllText(path, "/etc/passwd\0");
        using FileLock held = FileLock.TakeAlone(path);
        Assert.Throws<MalformedDataException>(() => Told());
    }

    [Fact]
    public void A_link_among_the_files_is_not_followed()
    {
        File.WriteAllText(_folder["outside"], "text");
        File.CreateSymbolicLink(Path.Combine(_layout.TemporaryRoots, "1"), _folder["outside"]);
        Assert.Empty(new TemporaryRootsFolder(_layout, StoreDirectory.Default).Read(removeStale: true));
        Assert.Equal("text", File.ReadAllText(_folder["outside"]));
    }

    [Fact]
    public void While_a_collection_runs_its_collector_is_told()
    {
        using TemporaryRootsFile roots = Create();
        Assert.True(roots.Add([StorePath.Parse("7rwcy7jhh0sclsgivr7mlc3vsiilcbay-other")]));
        using FileLock collecting = FileLock.TakeAlone(_layout.GcLock);
        using RootsServer server = RootsServer.Start(_layout, StoreDirectory.Default);
        Assert.False(roots.Add([_path]));
        Assert.False(server.TryBegin(_path));
        Assert.True(server.TryBegin(StorePath.Parse("7rwcy7jhh0sclsgivr7mlc3vsiilcbay-other")));
    }

    [Fact]
    public async Task What_is_being_deleted_is_waited_for()
    {
        using TemporaryRootsFile roots = Create();
        using FileLock collecting = FileLock.TakeAlone(_layout.GcLock);
        using RootsServer server = RootsServer.Start(_layout, StoreDirectory.Default);
        Assert.True(server.TryBegin(_path));
        Task adding = Task.Run(() => roots.Add([_path]), Cancellation);
        Assert.NotSame(adding, await Task.WhenAny(adding, Task.Delay(200, Cancellation)));
        server.End();
        await adding.WaitAsync(TimeSpan.FromSeconds(20), Cancellation);
    }

    [Fact]
    public async Task Who_is_not_answered_asks_again_when_the_collection_is_over()
    {
        using TemporaryRootsFile roots = Create();
        FileLock collecting = FileLock.TakeAlone(_layout.GcLock);
        Task<bool> adding = Task.Run(() => roots.Add([_path]), Cancellation);
        await Task.Delay(100, Cancellation);
        RootsServer server = RootsServer.Start(_layout, StoreDirectory.Default);
        server.Dispose();
        collecting.Dispose();
        await adding.WaitAsync(TimeSpan.FromSeconds(20), Cancellation);
        Assert.Contains(_path, Told().Select(root => root.Path));
    }

    [Fact]
    public void A_socket_deep_in_folders_works()
    {
        StoreLayout deep = new(Path.Combine(_folder["store"], new string('a', 100), new string('b', 100)));
        deep.CreateFolders();
        using TemporaryRootsFile roots = TemporaryRootsFile.Create(deep, StoreDirectory.Default);
        using FileLock collecting = FileLock.TakeAlone(deep.GcLock);
        using RootsServer server = RootsServer.Start(deep, StoreDirectory.Default);
        roots.Add([_path]);
        Assert.False(server.TryBegin(_path));
    }

    private TemporaryRootsFile Create() => TemporaryRootsFile.Create(_layout, StoreDirectory.Default);

    private IReadOnlyList<StoreRoot> Told() => new TemporaryRootsFolder(_layout, StoreDirectory.Default).Read(removeStale: false);

    private FileLock? TryCollect()
    {
        FileLock? taken = FileLock.TryTakeAlone(_layout.GcLock);
        taken?.Dispose();
        return taken;
    }
}
