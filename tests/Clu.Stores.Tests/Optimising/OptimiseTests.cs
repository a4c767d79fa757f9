using System.Text;
using Clu.Images.Trees;
using Clu.Nix.StoreObjects;
using Clu.Nix.StorePaths;
using Clu.Stores.Local;
using Clu.Stores.Native;
using Clu.Stores.Optimising;
using Clu.Stores.Trees;
using Clu.Stores.Verification;
using Clu.Testing;

namespace Clu.Stores.Tests.Optimising;

public sealed class OptimiseTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        foreach (string root in Directory.GetDirectories(_folder.Path))
            ObjectTree.Remove(root);
        _folder.Dispose();
    }

    [Fact]
    public void Equal_files_become_one_and_others_stay_apart()
    {
        using LocalStore store = LocalStore.Open(_folder["store"]);
        StoreObjectInfo one = store.Add("one", Tree("same", "1"), StoreReferences.None), other = store.Add("two", Tree("same", "2"), StoreReferences.None);
        OptimiseResult planned = store.Optimise(dryRun: true, null, Cancellation);
        Assert.NotEqual(Inode(store, one, "a"), Inode(store, other, "a"));
        OptimiseResult result = store.Optimise(dryRun: false, null, Cancellation);
        Assert.Equal(planned, result);
        // Three of "a" and "sub/b", one of "run", "empty" and "link".
        Assert.Equal(new OptimiseResult(6, 4 + 4 + 4 + 4 + 0 + 1), result);
        Assert.Equal(Inode(store, one, "a"), Inode(store, other, "sub/b"));
        Assert.NotEqual(Inode(store, one, "a"), Inode(store, one, "run"));
        Assert.NotEqual(Inode(store, one, "own"), Inode(store, other, "own"));
        Assert.Equal(new OptimiseResult(0, 0), store.Optimise(dryRun: false, null, Cancellation));
        foreach (string folder in (string[])["", "sub"])
        {
            FileStatus status = Status(store, other, folder);
            Assert.Equal((0x16D, 1L), ((int)status.Permissions, status.ModifiedSeconds));
        }

        Assert.True(Verify(store).IsSound);
    }

    [Fact]
    public void A_file_that_can_be_written_and_a_link_of_another_length_are_not_trusted()
    {
        using LocalStore store = LocalStore.Open(_folder["store"]);
        StoreObjectInfo one = store.Add("one", Tree("same", "1"), StoreReferences.None), other = store.Add("two", Tree("same", "2"), StoreReferences.None);
        File.SetUnixFileMode(Path.Combine(store.PhysicalPath(one.Path), "a"), UnixFileMode.UserRead | UnixFileMode.UserWrite);
        string link = Path.Combine(_folder["store/nix/store/.links"], FileLinker.HashOf(NativePath.From(Path.Combine(store.PhysicalPath(other.Path), "a"))));
        File.WriteAllText(link, "longer than it was");
        store.Optimise(dryRun: false, null, Cancellation);
        Assert.Equal("same", File.ReadAllText(link));
        Assert.Equal(1u, Status(store, one, "a").Links);
    }

    [Fact]
    public void A_repaired_file_does_not_come_back_bad()
    {
        using LocalStore store = LocalStore.Open(_folder["store"]), good = LocalStore.Open(_folder["good"]);
        StoreObjectInfo info = store.Add("one", Tree("same", "1"), StoreReferences.None);
        good.Add("one", Tree("same", "1"), StoreReferences.None);
        store.Optimise(dryRun: false, null, Cancellation);
        string file = Path.Combine(store.PhysicalPath(info.Path), "a");
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.WriteAllText(file, "evil");
        File.SetUnixFileMode(file, UnixFileMode.UserRead);
        Assert.True(StoreVerifier.Repair(Verify(store), store, good, Cancellation).IsSound);
        Assert.Equal("same", File.ReadAllText(file));
        store.Optimise(dryRun: false, null, Cancellation);
        Assert.Equal("same", File.ReadAllText(file));
        foreach (string link in Directory.GetFiles(_folder["store/nix/store/.links"]))
            Assert.Equal(Path.GetFileName(link), FileLinker.HashOf(NativePath.From(link)));
    }

    [Fact]
    public void What_is_added_is_shared_at_once_if_the_store_shall()
    {
        using LocalStore store = LocalStore.Open(new StoreLayout(_folder["store"]), null, optimisesAdditions: true);
        StoreObjectInfo one = store.Add("one", Tree("same", "1"), StoreReferences.None), other = store.Add("two", Tree("same", "2"), StoreReferences.None);
        Assert.Equal(Inode(store, one, "a"), Inode(store, other, "a"));
        Assert.Equal(new OptimiseResult(0, 0), store.Optimise(dryRun: false, null, Cancellation));
        Assert.True(Verify(store).IsSound);
    }

    private static VerifyResult Verify(LocalStore store) => new StoreVerifier(store, new VerifyOptions { Trust = false }).Run(store.Paths(), null, Cancellation);

    private static ulong Inode(LocalStore store, StoreObjectInfo info, string file) => Status(store, info, file).Inode;

    private static FileStatus Status(LocalStore store, StoreObjectInfo info, string file) =>
        NativeFiles.Status(NativePath.From(Path.Combine(store.PhysicalPath(info.Path), file).TrimEnd('/')));

    private static ImageDirectory Tree(string text, string own)
    {
        ImageDirectory tree = new();
        foreach ((string name, string content, UnixPermissions mode) in (ReadOnlySpan<(string, string, UnixPermissions)>)[
            ("a", text, UnixPermissions.ReadOnly), ("sub/b", text, UnixPermissions.ReadOnly), ("run", text, UnixPermissions.ReadOnlyExecutable),
            ("own", own, UnixPermissions.ReadOnly), ("empty", "", UnixPermissions.ReadOnly)])
            tree.AddPath(name, new ImageFile(new MemoryContent(Encoding.UTF8.GetBytes(content)), mode));
        tree.AddPath("link", new ImageSymlink("a"));
        return tree;
    }
}
