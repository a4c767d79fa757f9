using System.Text;
using Clu.Images.Trees;
using Clu.Nix.StoreObjects;
using Clu.Nix.StorePaths;
using Clu.Stores.Local;
using Clu.Stores.Trees;
using Clu.Stores.Verification;
using Clu.Testing;

namespace Clu.Conformance.Tests.Stores;

/// <summary>A store that clu optimised is one that Nix optimised.</summary>
public sealed class OptimiseConformanceTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        foreach (string root in Directory.GetDirectories(_folder.Path))
            ObjectTree.Remove(root);
        _folder.Dispose();
    }

    [Theory]
    [InlineData(NixVersion.Installed)]
    [InlineData(NixVersion.Newest)]
    public void Both_link_the_same_files_under_the_same_names_and_leave_nothing_to_each_other(NixVersion version)
    {
        Fill("ours");
        Tool.Run("cp", "-a", _folder["ours"], _folder["theirs"]).Succeeded();
        Assert.NotEqual(0, Optimise("ours"));
        Optimise(version, "theirs");
        Assert.Equal(Links("theirs"), Links("ours"));

        Assert.Contains("0 files", Optimise(version, "ours"), StringComparison.Ordinal);
        Assert.Equal(0, Optimise("theirs"));
        new NixStore(_folder["ours"], version).Verify();
        new NixStore(_folder["theirs"], version).Verify();
        Assert.Equal(Metadata("theirs"), Metadata("ours"));
    }

    [Theory]
    [InlineData(NixVersion.Installed)]
    [InlineData(NixVersion.Newest)]
    public void Nix_finds_nothing_bad_in_an_optimised_store_that_clu_repaired(NixVersion version)
    {
        StoreObjectInfo[] objects = Fill("ours");
        Fill("good");
        Optimise(version, "ours");
        using (LocalStore store = LocalStore.Open(_folder["ours"]), good = LocalStore.Open(_folder["good"]))
        {
            string file = Path.Combine(store.PhysicalPath(objects[0].Path), "share/text");
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            File.WriteAllText(file, "changed");
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
            VerifyResult found = new StoreVerifier(store, new VerifyOptions { Trust = false }).Run(store.Paths(), null, Cancellation);
            // Three objects share the file.
            Assert.Equal(3, found.Bad.Count);
            Assert.True(StoreVerifier.Repair(found, store, good, Cancellation).IsSound);
        }

        new NixStore(_folder["ours"], version).Verify();
        Optimise(version, "ours");
        new NixStore(_folder["ours"], version).Verify();
    }

    [Theory]
    [InlineData(NixVersion.Installed)]
    [InlineData(NixVersion.Newest)]
    public void Nix_collects_in_a_store_that_clu_optimised(NixVersion version)
    {
        Fill("ours");
        Optimise("ours");
        NixTool.Run(version, "nix-store", "--store", Url("ours"), "--gc").Succeeded();
        Assert.Equal([".links"], Directory.GetFileSystemEntries(_folder["ours/nix/store"]).Select(Path.GetFileName));
        Assert.Empty(Links("ours"));
    }

    private long Optimise(string store)
    {
        using LocalStore opened = LocalStore.Open(_folder[store]);
        return opened.Optimise(dryRun: false, null, Cancellation).FilesLinked;
    }

    private string Optimise(NixVersion version, string store)
    {
        ToolResult result = NixTool.Run(version, "nix-store", "--store", Url(store), "--optimise").Succeeded();
        return result.Output + result.Error;
    }

    private string Url(string store) => $"local?root={_folder[store]}";

    /// <summary>Names in <c>.links</c>, with how many names each file has.</summary>
    private string[] Links(string store) => [.. Lines(Tool.Run("find", _folder[$"{store}/nix/store/.links"], "-mindepth", "1", "-printf", "%f %n %m %T@ %l\n"))];

    private string[] Metadata(string store) => [.. Lines(Tool.Run("find", _folder[$"{store}/nix/store"], "-mindepth", "1", "-printf", "%P %y %m %T@ %n %l\n"))
        .Where(line => !line.StartsWith(".links ", StringComparison.Ordinal))];

    private static IEnumerable<string> Lines(ToolResult result) => result.Succeeded().Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal);

    private StoreObjectInfo[] Fill(string store)
    {
        using LocalStore opened = LocalStore.Open(_folder[store]);
        return [
            .. new[] { "one", "two" }.Select(name => opened.Add(name, Tree(name), StoreReferences.None)),
            opened.Add("file", new ImageFile(new MemoryContent("shared"u8.ToArray()), UnixPermissions.ReadOnly), StoreReferences.None),
            opened.Add("link", new ImageSymlink("run"u8.ToArray()), StoreReferences.None),
        ];
    }

    private static ImageDirectory Tree(string own)
    {
        ImageDirectory tree = StoreSamples.Tree("same in both");
        foreach ((string name, string content) in (ReadOnlySpan<(string, string)>)[("share/text", "shared"), ("share/own", own), ("empty", ""), ("App.app/Contents/a", "shared")])
            tree.AddPath(name, new ImageFile(new MemoryContent(Encoding.UTF8.GetBytes(content)), UnixPermissions.ReadOnly));
        tree.AddPath("share/run", new ImageFile(new MemoryContent("shared"u8.ToArray()), UnixPermissions.ReadOnlyExecutable));
        tree.AddPath("share/link", new ImageSymlink("run"u8.ToArray()));
        return tree;
    }
}
