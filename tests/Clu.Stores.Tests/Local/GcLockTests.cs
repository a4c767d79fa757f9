using Clu.Nix.StorePaths;
using Clu.Stores.Local;
using Clu.Stores.Native;
using Clu.Stores.Trees;
using Clu.Testing;
using Microsoft.Win32.SafeHandles;

namespace Clu.Stores.Tests.Local;

public sealed class GcLockTests
{
    [Fact]
    public void While_something_is_placed_nobody_can_collect_garbage()
    {
        using TempFolder folder = new();
        using (LocalStore store = LocalStore.Open(folder.Path))
        {
            Assert.True(CanCollect(folder));
            store.Place("a", SampleStore.Tree("a"), StoreReferences.None);
            Assert.False(CanCollect(folder));
        }

        Assert.True(CanCollect(folder));
        ObjectTree.Remove(folder["nix"]);
    }

    private static bool CanCollect(TempFolder folder)
    {
        using SafeFileHandle file = NativeFiles.OpenLockFile(NativePath.From(folder["nix/var/nix/gc.lock"]));
        return Libc.Lock((int)file.DangerousGetHandle(), Libc.LockExclusive | Libc.LockNonBlocking) == 0;
    }
}
