using System.Text;
using Clu.Images.Trees;
using Clu.Nix.Signatures;
using Clu.Nix.StorePaths;
using Clu.Stores.Local;
using Clu.Stores.Trees;
using Clu.Testing;

namespace Clu.Cli.Tests.Commands;

public sealed class StoreCommandsTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly string _low;
    private readonly string _top;

    public StoreCommandsTests()
    {
        using LocalStore store = LocalStore.Open(_folder["store"]);
        StorePath low = store.Add("low-1.0", Tree("low"), StoreReferences.None).Path;
        _low = store.Directory.Print(low);
        _top = store.Directory.Print(store.Add("top-2", Tree(_low), new StoreReferences([low])).Path);
    }

    public void Dispose()
    {
        ObjectTree.Remove(_folder["store"]);
        _folder.Dispose();
    }

    [Fact]
    public async Task Ls_prints_what_nix_prints()
    {
        Assert.Equal("./bin\n./link\n", await Run(0, "ls", _low));
        Assert.Equal("./bin\n./bin/run\n./link\n", await Run(0, "ls", "-R", _low));
        Assert.Equal("-r-xr-xr-x                    3 run\n", await Run(0, "ls", "-l", _low + "/bin/run"));
        Assert.Equal("dr-xr-xr-x                    0 .\n", await Run(0, "ls", "-ld", _low));
        Assert.Equal("lrwxrwxrwx                    0 link -> bin/run\n", await Run(0, "ls", "-l", _low + "/link"));
        Assert.Equal("""{"entries":{"bin":{},"link":{}},"type":"directory"}""" + "\n", await Run(0, "ls", "--json", _low));
        await Run(2, "ls", _low + "/none");
    }

    [Fact]
    public async Task Why_depends_prints_the_way()
    {
        Assert.Equal($"{_top}\n└───{_low}\n", await Run(0, "why-depends", _top, _low));
        Assert.Equal("", await Run(0, "why-depends", _low, _top));
        Assert.Contains("\"independent\"", await Run(0, "why-depends", "--json", _low, _top), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Diff_closures_prints_versions_and_large_changes()
    {
        Assert.Equal("top: ∅ → 2\n", await Run(0, "diff-closures", _low, _top));
        Assert.Equal("", await Run(0, "diff-closures", _low, _low));
        Assert.Contains("""[{"name":"top","removed":["2"],"added":[],"sizeDelta":-""", await Run(0, "diff-closures", "--json", _top, _low), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verify_ends_with_3_when_something_is_bad_and_names_it()
    {
        Assert.Equal("", await Run(0, "verify", "--all", "-q"));
        string file = _folder["store"] + _low + "/bin/run";
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.WriteAllText(file, "bad");
        Assert.StartsWith($"{_low} was changed", await Run(3, "verify", "-r", "-q", _top), StringComparison.Ordinal);
        Assert.Contains("""bad":[{"path":""", await Run(3, "verify", "--json", _low), StringComparison.Ordinal);
        await Run(0, "verify", "--no-contents", "--all");
        await Run(2, "verify");
    }

    [Fact]
    public async Task Sign_adds_what_is_not_there()
    {
        using (SecretKey key = SecretKey.Create("k-1", new byte[SecretKey.SeedSize]))
            File.WriteAllText(_folder["key"], key.Export());
        Assert.Contains(_low, await Run(0, "sign", "-k", _folder["key"], "--all", "--json"), StringComparison.Ordinal);
        Assert.DoesNotContain(_low, await Run(0, "sign", "-k", _folder["key"], "--all", "--json"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Add_prints_the_path_and_a_dry_run_adds_nothing()
    {
        File.WriteAllText(_folder["file"], "text");
        string planned = await Run(0, "add", "--dry-run", "--mode", "flat", _folder["file"]);
        using (LocalStore store = LocalStore.Open(_folder["store"]))
            Assert.Equal(2, store.Paths().Count);
        Assert.Equal(planned, await Run(0, "add", "--mode", "flat", _folder["file"]));
        Assert.EndsWith("-named\n", await Run(0, "add", "--name", "named", _folder["file"]), StringComparison.Ordinal);
        using (LocalStore store = LocalStore.Open(_folder["store"]))
            Assert.Equal(4, store.Paths().Count);
        await Run(2, "add", "--mode", "flat", _folder["store"]);
        await Run(2, "add", "--name", "not a name", _folder["file"]);
    }

    private static ImageDirectory Tree(string text)
    {
        ImageDirectory tree = new();
        tree.AddPath("bin/run", new ImageFile(new MemoryContent(Encoding.UTF8.GetBytes(text)), UnixPermissions.ReadOnlyExecutable));
        tree.AddPath("link", new ImageSymlink("bin/run"u8.ToArray()));
        return tree;
    }

    private async Task<string> Run(int expected, params string[] words)
    {
        using Screen screen = new();
        int code = await screen.RunAsync([.. words, "--store", _folder["store"]]);
        Assert.True(code == expected, $"{code}: {screen.Error.Output}");
        return screen.Output.Output;
    }
}
