using System.Text;
using Clu.Binary;
using Clu.Images.Trees;
using Clu.Nix.StoreObjects;
using Clu.Nix.StorePaths;
using Clu.Stores.Local;
using Clu.Stores.Trees;
using Clu.Testing;

namespace Clu.Conformance.Tests.Stores;

/// <summary>Stores that clu wrote, judged by Nix.</summary>
public sealed class LocalStoreTests
{
    [Fact]
    public void Nix_opens_verifies_and_recomputes_a_store()
    {
        using TempFolder folder = new();
        StoreObjectInfo top = Fill(folder.Path);
        NixStore nix = new(folder.Path);

        nix.Verify();
        Assert.Equal(3, nix.Requisites(top.Path).Count);
        nix.RecomputesClosure(top.References.Single(path => path.Name == "user"));
        ObjectTree.Remove(folder["nix"]);
    }

    [Fact]
    public void A_tree_gets_the_path_that_nix_gives_it()
    {
        using TempFolder folder = new();
        using TempFolder source = new();
        ImageDirectory tree = SomeTree();
        ObjectTree.Write(tree, source["tree"]);
        using LocalStore store = LocalStore.Open(folder.Path);
        StorePath path = store.Add("tree", tree, StoreReferences.None).Path;

        string given = Tool.Run("nix-store", "--store", "local?root=" + source["root"], "--add-fixed", "--recursive", "sha256", source["tree"])
            .Succeeded().Output.Trim();

        Assert.Equal(given, store.Directory.Print(path));
        ObjectTree.Remove(folder["nix"]);
        ObjectTree.Remove(source["tree"]);
        ObjectTree.Remove(source["root"]);
    }

    [Fact]
    public void Nix_adds_to_a_store_that_clu_made_and_clu_reads_it_back()
    {
        using TempFolder folder = new();
        Fill(folder.Path);
        File.WriteAllText(folder["text"], "from Nix");
        string added = Tool.Run("nix-store", "--store", "local?root=" + folder.Path, "--add", folder["text"]).Succeeded().Output.Trim();

        using LocalStore store = LocalStore.Open(folder.Path);
        Assert.NotNull(store.Find(store.Directory.Parse(added)));
        Assert.Equal(4, store.All().Count);
        ObjectTree.Remove(folder["nix"]);
    }

    private static StoreObjectInfo Fill(string root)
    {
        using LocalStore store = LocalStore.Open(root);
        StorePath tree = store.Add("tree", SomeTree(), StoreReferences.None).Path;
        StorePath user = store.Add("user", Text($"needs {store.Directory.Print(tree)}"), new StoreReferences([tree])).Path;
        StorePath self = SelfPlaceholder.For("top");
        ImageDirectory top = new();
        top.AddPath("init", Text($"{store.Directory.Print(self)} twice: {store.Directory.Print(self)} {store.Directory.Print(user)}"));
        top.AddPath("again", new ImageSymlink(store.Directory.Print(self)));
        return store.Add("top", top, new StoreReferences([user, tree], Self: true));
    }

    private static ImageDirectory SomeTree()
    {
        ImageDirectory tree = new();
        tree.AddPath("bin/tool", new ImageFile(new MemoryContent("#!/bin/sh\n"u8.ToArray()), UnixPermissions.Executable));
        tree.AddPath("share/empty", Text(""));
        tree.AddPath("share/nothing", new ImageDirectory());
        tree.AddPath("link", new ImageSymlink("bin/tool"));
        Assert.True(FileName.TryCreate([0xFF, 0xFE], out FileName odd));
        tree.Add(odd, Text("a name that is no text"));
        return tree;
    }

    private static ImageFile Text(string text) => new(new MemoryContent(Encoding.UTF8.GetBytes(text)), UnixPermissions.ReadOnly);
}
