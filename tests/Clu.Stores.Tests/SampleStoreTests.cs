using Clu.Nix.StoreObjects;
using Clu.Stores.Local;
using Clu.Stores.Trees;
using Clu.Testing;

namespace Clu.Stores.Tests;

/// <summary>Base of the tests that begin with <see cref="SampleStore"/> in a folder of their own.</summary>
public abstract class SampleStoreTests : IDisposable
{
    private protected readonly TempFolder _folder = new();
    private protected readonly LocalStore _store;
    private protected readonly StoreObjectInfo _top;

    private protected SampleStoreTests()
    {
        _store = LocalStore.Open(_folder["store"]);
        _top = SampleStore.Fill(_store);
    }

    private protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _store.Dispose();
        foreach (string root in Directory.GetDirectories(_folder.Path))
            ObjectTree.Remove(root);
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }
}
