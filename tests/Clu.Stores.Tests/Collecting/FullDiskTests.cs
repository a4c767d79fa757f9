using System.Security.Cryptography;
using Clu.Binary;
using Clu.Images.Trees;
using Clu.Nix.StorePaths;
using Clu.Stores.Collecting;
using Clu.Stores.Local;
using Clu.Testing;

namespace Clu.Stores.Tests.Collecting;

/// <summary>On a disk without one free byte garbage is what one wants to collect.</summary>
public sealed class FullDiskTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Root => _folder["disk/store"];

    private string Reserve => _folder["disk/store/nix/var/nix/db/reserved"];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Garbage_is_collected(bool onlyOne)
    {
        using Mount disk = Mount.Small(_folder["disk"], "32m");
        StorePath[] dead = Fill();
        using (ICollectableStore store = StoreOpener.OpenCollectable(StoreUrl.Parse(Root), TimeProvider.System))
        {
            CollectionResult result = store.Collect(new CollectionRequest { Only = onlyOne ? dead[..1] : null }, null, Cancellation);
            Assert.Equal(onlyOne ? 1 : 2, result.Deleted.Count);
        }

        Assert.Equal(8 << 20, new FileInfo(Reserve).Length);
        using LocalStore reopened = LocalStore.Open(Root);
        Assert.Equal(onlyOne ? 2 : 1, reopened.Paths().Count);
    }

    [Fact]
    public void Optimising_ends_with_one_error_or_does_all_and_runs_again()
    {
        using Mount disk = Mount.Small(_folder["disk"], "32m");
        Fill();
        try
        {
            Optimise();
        }
        catch (CluException e)
        {
            Assert.Contains(e.Code, (string[])["CLU0301", "CLU0305"]);
        }

        File.Delete(_folder["disk/filler"]);
        Optimise();
        Assert.Equal(0, Optimise());
        Assert.DoesNotContain(Directory.GetFileSystemEntries(_folder["disk/store/nix/store"]), path => path.Contains("clu=", StringComparison.Ordinal));
    }

    private long Optimise()
    {
        using LocalStore store = LocalStore.Open(Root);
        return store.Optimise(dryRun: false, null, Cancellation).FilesLinked;
    }

    /// <summary>An object with a root, two without, and not a byte left.</summary>
    private StorePath[] Fill()
    {
        StorePath[] paths;
        using (LocalStore store = LocalStore.Open(Root))
        {
            paths = [.. new[] { "live", "one", "two" }.Select(name => store.Add(
                name, new ImageFile(new MemoryContent(RandomNumberGenerator.GetBytes(3 << 20)), UnixPermissions.ReadOnly), StoreReferences.None).Path)];
            File.CreateSymbolicLink(_folder["disk/store/nix/var/nix/gcroots/live"], store.Directory.Print(paths[0]));
        }

        using FileStream filler = File.Create(_folder["disk/filler"], bufferSize: 0);
        byte[] block = new byte[4096];
        while (!IsFull(() => filler.Write(block)))
        {
        }

        return paths[1..];
    }

    private static bool IsFull(Action write)
    {
        try
        {
            write();
            return false;
        }
        catch (IOException)
        {
            return true;
        }
    }
}
