using Clu.Binary;
using Clu.Images.Trees;
using Clu.Nix.StorePaths;
using Clu.Stores.Copying;
using Clu.Stores.Local;
using Clu.Stores.Trees;
using Clu.Testing;

namespace Clu.Stores.Tests.Copying;

/// <summary>The disk fills up in the middle of a copy; the same copy completes when there is room.</summary>
public sealed class FullDiskTests : IDisposable
{
    private const int Large = 6 << 20;

    private readonly TempFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        foreach (string root in Directory.GetDirectories(_folder.Path))
            ObjectTree.Remove(root);
        _folder.Dispose();
    }

    [Fact]
    public void A_local_store_registers_only_what_is_whole()
    {
        Fill();
        using (Mount disk = Mount.Small(_folder["target"], "16m"))
        {
            AssertFull(() => CopyTo(_folder["target"]));
            Assert.Empty(Directory.GetFileSystemEntries(_folder["target/nix/store"], "*clu=*"));
            Assert.Empty(Directory.GetFileSystemEntries(_folder["target/nix/store"], "*.lock"));
            using (LocalStore target = LocalStore.OpenReadOnly(_folder["target"])!)
                Assert.All(target.All(), info => Assert.True(Path.Exists(target.PhysicalPath(info.Path))));

            disk.Grow("64m");
            Assert.Equal(5, CopyTo(_folder["target"]));
        }
    }

    [Theory]
    [InlineData("none")]
    [InlineData("gzip")]
    [InlineData("zstd")]
    [InlineData("xz")]
    public void A_cache_has_narinfos_only_of_what_is_whole(string compression)
    {
        Fill();
        using (Mount disk = Mount.Small(_folder["cache"], "8m"))
        {
            string url = $"file://{_folder["cache"]}?compression={compression}&compression-level=1";
            AssertFull(() => CopyTo(compression == "none" ? url.Replace("&compression-level=1", "", StringComparison.Ordinal) : url));
            Assert.Empty(Directory.GetFileSystemEntries(_folder["cache/nar"], "*.tmp.*"));
            Assert.True(Directory.GetFiles(_folder["cache"], "*.narinfo").Length < 5);

            disk.Grow("64m");
            Assert.Equal(5, CopyTo(url));
        }
    }

    [Fact]
    public void What_a_killed_run_left_in_a_cache_goes_and_what_another_process_writes_stays()
    {
        Fill();
        Directory.CreateDirectory(_folder["cache/nar"]);
        File.WriteAllText(_folder["cache/nar/clu.tmp.1.1"], "left");
        using (FileStream other = new(_folder["cache/nar/clu.tmp.1.2"], FileMode.CreateNew, FileAccess.Write, FileShare.None))
            CopyTo($"file://{_folder["cache"]}?compression=none");
        Assert.False(File.Exists(_folder["cache/nar/clu.tmp.1.1"]));
        Assert.True(File.Exists(_folder["cache/nar/clu.tmp.1.2"]));
    }

    private static void AssertFull(Func<int> copy)
    {
        DiskFullException error = Assert.Throws<DiskFullException>(() => { copy(); });
        Assert.Equal(("CLU0301", ErrorKind.Environment), (error.Code, error.Kind));
        Assert.StartsWith("free some space", error.Hint, StringComparison.Ordinal);
    }

    /// <summary>Copies all; the number of objects that the destination has then.</summary>
    private int CopyTo(string url)
    {
        using LocalStore source = LocalStore.OpenReadOnly(_folder["source"])!;
        using IWritableStore target = StoreOpener.OpenWritable(StoreUrl.Parse(url), TimeProvider.System);
        ClosureCopy copy = new(source, target, new CopyOptions { CheckSignatures = false });
        copy.Run(copy.Plan(source.Paths(), Cancellation), null, Cancellation);
        return target.Paths().Count;
    }

    /// <summary>The small closure, and two objects of 6 MiB that cannot be packed.</summary>
    private void Fill()
    {
        using LocalStore store = LocalStore.Open(_folder["source"]);
        SampleStore.Fill(store);
        Random random = new(3);
        foreach (string name in (string[])["large-1", "large-2"])
        {
            byte[] content = new byte[Large];
            random.NextBytes(content);
            store.Add(name, new ImageFile(new MemoryContent(content), UnixPermissions.ReadOnly), StoreReferences.None);
        }
    }
}
