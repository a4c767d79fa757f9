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
        ObjectTree.Write(Text("half"), folder["nix/store/11111111111111111111111111111111-clu=1-1=1"]);
        File.WriteAllText(folder["nix/var/nix/temproots/1-1"], "");

        LocalStore.Open(folder.Path).Dispose();

        Assert.Empty(Directory.GetFiles(folder["nix/var/nix/temproots"]));

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

    [Fact]
    public void A_store_where_nobody_can_write_is_read()
    {
        using TempFolder folder = new();
        StorePath path;
        using (LocalStore store = LocalStore.Open(folder["a b%?"]))
            path = store.Add("a", Text("a"), StoreReferences.None).Path;
        using (Mount disk = Mount.ReadOnly(folder["a b%?"]))
        {
            Assert.Equal("CLU0301", Assert.Throws<CluException>(() => LocalStore.Open(folder["a b%?"])).Code);
            using LocalStore read = Assert.IsType<LocalStore>(LocalStore.OpenReadOnly(folder["a b%?"]));
            Assert.Equal(path, Assert.Single(read.Closure([path])).Path);
            Assert.Equal("a", File.ReadAllText(read.PhysicalPath(path)));
            Assert.Throws<InvalidOperationException>(() => read.Add("b", Text("b"), StoreReferences.None));
        }

        ObjectTree.Remove(folder["a b%?"]);
    }

    [Fact]
    public void A_store_that_another_writes_is_read_as_it_is_now()
    {
        using TempFolder folder = new();
        using LocalStore writer = LocalStore.Open(folder.Path);
        using LocalStore reader = Assert.IsType<LocalStore>(LocalStore.OpenReadOnly(folder.Path));

        StorePath path = writer.Add("a", Text("a"), StoreReferences.None).Path;

        Assert.Equal(path, Assert.Single(reader.All()).Path);
    }

    [Fact]
    public void Where_no_store_is_none_is_made_to_read()
    {
        using TempFolder folder = new();

        Assert.Null(LocalStore.OpenReadOnly(folder.Path));

        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Path));
    }

    [Fact]
    public void A_full_disk_registers_nothing_and_leaves_nothing_half_written()
    {
        using TempFolder folder = new();
        using Mount disk = Mount.Small(folder["store"], "12m");
        ImageFile large = new(new MemoryContent(new byte[16 << 20]), UnixPermissions.ReadOnly);
        using (LocalStore store = LocalStore.Open(folder["store"]))
        {
            StorePath small = store.Add("small", Text("small"), StoreReferences.None).Path;

            DiskFullException error = Assert.Throws<DiskFullException>(() => store.Add("large", large, StoreReferences.None));

            Assert.Equal(("CLU0301", ErrorKind.Environment), (error.Code, error.Kind));
            Assert.StartsWith("free some space", error.Hint, StringComparison.Ordinal);
            Assert.Equal(small, Assert.Single(store.All()).Path);
            Assert.Equal(
                [".links", small.BaseName], Directory.EnumerateFileSystemEntries(folder["store/nix/store"]).Select(Path.GetFileName).Order(StringComparer.Ordinal));
            disk.Grow("64m");
            store.Add("large", large, StoreReferences.None);
            Assert.Equal(2, store.All().Count);
        }
    }

    private static ImageFile Text(string text) => new(new MemoryContent(Encoding.UTF8.GetBytes(text)), UnixPermissions.ReadOnly);
}
