using System.Text;
using Clu.Binary;
using Clu.Images.Trees;
using Clu.Nix.StoreObjects;
using Clu.Nix.StorePaths;
using Clu.Stores.Local;

namespace Clu.Stores.Tests;

/// <summary>A small closure: <c>top</c> refers to <c>lib</c> and to itself, <c>lib</c> to <c>base</c>.</summary>
internal static class SampleStore
{
    public static StoreObjectInfo Fill(LocalStore store)
    {
        StoreObjectInfo low = store.Add("base", Tree("base", executable: true), StoreReferences.None);
        StoreObjectInfo lib = store.Add("lib", Tree($"needs {store.Directory.Print(low.Path)}"), new StoreReferences([low.Path]));
        StorePath self = SelfPlaceholder.For("top");
        return store.Add("top", Tree($"{store.Directory.Print(lib.Path)} {store.Directory.Print(self)}"), new StoreReferences([lib.Path], Self: true));
    }

    public static ImageDirectory Tree(string text, bool executable = false)
    {
        ImageDirectory tree = new();
        tree.AddPath("bin/run", new ImageFile(
            new MemoryContent(Encoding.UTF8.GetBytes(text)), executable ? UnixPermissions.ReadOnlyExecutable : UnixPermissions.ReadOnly));
        tree.AddPath("share/large", new ImageFile(new MemoryContent(new byte[300_000]), UnixPermissions.ReadOnly));
        tree.AddPath("link", new ImageSymlink("bin/run"u8.ToArray()));
        FileName.TryCreate([0xFF, 0xFE], out FileName odd);
        tree.Add(odd, new ImageFile(new MemoryContent(Encoding.UTF8.GetBytes("a name that is no text")), UnixPermissions.ReadOnly));
        return tree;
    }
}
