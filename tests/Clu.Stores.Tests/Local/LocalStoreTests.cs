using System.Text;
using Clu.Binary;
using Clu.Images.Trees;
using Clu.Nix.StoreObjects;
using Clu.Nix.StorePaths;
using Clu.Stores.Local;
using Clu.Stores.Trees;
using Clu.Testing;

namespace Clu.Stores.Tests.Local;

public sealed class LocalStoreTests
{
    [Fact]
    public void An_added_object_is_found_again_after_reopening()
    {
        using TempFolder folder = new();
        StoreObjectInfo added;
        using (LocalStore store = LocalStore.Open(folder.Path))
            added = store.Add("hello", Text("hello\n"), StoreReferences.None);

        using LocalStore reopened = LocalStore.Open(folder.Path);
        StoreObjectInfo found = Assert.IsType<StoreObjectInfo>(reopened.Find(added.Path));
        Assert.Equal((added.NarHash, added.NarSize, added.ContentAddress), (found.NarHash, found.NarSize, found.ContentAddress));
        Assert.Equal("hello\n", File.ReadAllText(reopened.PhysicalPath(added.Path)));
        ObjectTree.Remove(folder["nix"]);
    }

    [Fact]
    public void The_same_object_has_the_same_path_in_every_store()
    {
        using TempFolder one = new();
        using TempFolder other = new();
        using LocalStore first = LocalStore.Open(one.Path);
        using LocalStore second = LocalStore.Open(other.Path);
        first.Add("first", Text("only here"), StoreReferences.None);

        Assert.Equal(first.Add("a", Text("x"), StoreReferences.None).Path, second.Add("a", Text("x"), StoreReferences.None).Path);
    }

    [Fact]
    public void Adding_twice_changes_nothing()
    {
        using TempFolder folder = new();
        using LocalStore store = LocalStore.Open(folder.Path);

        Assert.Equal(store.Add("a", Text("x"), StoreReferences.None).Path, store.Add("a", Text("x"), StoreReferences.None).Path);
        Assert.Single(store.All());
    }

    [Fact]
    public void A_self_reference_is_resolved_in_contents_links_and_names()
    {
        using TempFolder folder = new();
        using LocalStore store = LocalStore.Open(folder.Path);
        StorePath self = SelfPlaceholder.For("top");
        ImageDirectory tree = new();
        tree.AddPath("init", new ImageFile(new MemoryContent(Encoding.UTF8.GetBytes($"#!/nix/store/{self}/sh")), UnixPermissions.Executable));
        tree.AddPath("link", new ImageSymlink($"/nix/store/{self}/init"));
        tree.AddPath(self.HashPart, new ImageSymlink("name"));

        StoreObjectInfo info = store.Add("top", tree, new StoreReferences([], Self: true));

        string physical = store.PhysicalPath(info.Path);
        Assert.NotEqual(self, info.Path);
        Assert.Equal([info.Path], info.References);
        Assert.Equal($"#!/nix/store/{info.Path}/sh", File.ReadAllText(Path.Combine(physical, "init")));
        Assert.Equal($"/nix/store/{info.Path}/init", new FileInfo(Path.Combine(physical, "link")).LinkTarget);
        Assert.NotNull(new FileInfo(Path.Combine(physical, info.Path.HashPart)).LinkTarget);
        ObjectTree.Remove(folder["nix"]);
    }

    [Fact]
    public void A_closure_lists_references_before_what_refers_to_them()
    {
        using TempFolder folder = new();
        using LocalStore store = LocalStore.Open(folder.Path);
        StorePath a = store.Add("a", Text("a"), StoreReferences.None).Path;
        StorePath b = store.Add("b", Text("b"), new StoreReferences([a])).Path;
        StorePath c = store.Add("c", Text("c"), new StoreReferences([a, b])).Path;
        store.Add("unrelated", Text("d"), StoreReferences.None);

        Assert.Equal([a, b, c], store.Closure([c, a]).Select(info => info.Path));
        Assert.Equal(4, store.All().Count);
    }

    [Fact]
    public void A_reference_that_is_not_in_the_store_registers_nothing()
    {
        using TempFolder folder = new();
        using LocalStore store = LocalStore.Open(folder.Path);
        StorePath missing = StorePath.Create(new byte[20], "missing");

        CluException error = Assert.Throws<CluException>(() => store.Add("a", Text("a"), new StoreReferences([missing])));

        Assert.Equal("CLU0304", error.Code);
        Assert.Empty(store.All());
    }

    [Fact]
    public void Opening_removes_what_an_interrupted_run_left()
    {
        using TempFolder folder = new();
        LocalStore.Open(folder.Path).Dispose();
        ObjectTree.Write(Text("half"), folder["nix/store/.clu-1-1"]);

        LocalStore.Open(folder.Path).Dispose();

        Assert.Equal([".links"], Directory.EnumerateFileSystemEntries(folder["nix/store"]).Select(Path.GetFileName));
    }

    [Fact]
    public void Files_of_an_object_that_was_never_registered_are_replaced()
    {
        using TempFolder folder = new();
        using LocalStore store = LocalStore.Open(folder.Path);
        using TempFolder elsewhere = new();
        using LocalStore model = LocalStore.Open(elsewhere.Path);
        StorePath path = model.Add("a", Text("right"), StoreReferences.None).Path;
        File.WriteAllText(store.PhysicalPath(path), "wrong");

        store.Add("a", Text("right"), StoreReferences.None);

        Assert.Equal("right", File.ReadAllText(store.PhysicalPath(path)));
    }

    [Fact]
    public void A_store_of_another_schema_is_left_alone()
    {
        using TempFolder folder = new();
        LocalStore.Open(folder.Path).Dispose();
        File.WriteAllText(folder["nix/var/nix/db/schema"], "11");

        Assert.Equal("CLU0306", Assert.Throws<CluException>(() => LocalStore.Open(folder.Path)).Code);
    }

    [Fact]
    public void Several_threads_may_add_the_same_objects()
    {
        using TempFolder folder = new();
        using LocalStore store = LocalStore.Open(folder.Path);

        Parallel.For(0, 40, n => store.Add($"n{n % 4}", Text($"{n % 4}"), StoreReferences.None));

        Assert.Equal(4, store.All().Count);
    }

    private static ImageFile Text(string text) => new(new MemoryContent(Encoding.UTF8.GetBytes(text)), UnixPermissions.ReadOnly);
}
