using System.Text;
using Clu.Images.Trees;
using Clu.Nix.StorePaths;
using Clu.Stores.Local;
using Clu.Stores.Trees;
using Clu.Testing;

namespace Clu.Cli.Tests.Commands;

public sealed class CollectCommandsTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly string _low;
    private readonly string _top;
    private readonly string _dead;

    public CollectCommandsTests()
    {
        using LocalStore store = LocalStore.Open(_folder["store"]);
        StorePath low = store.Add("low", Text("same"), StoreReferences.None).Path;
        _low = store.Directory.Print(low);
        _top = store.Directory.Print(store.Add("top", Text(_low), new StoreReferences([low])).Path);
        _dead = store.Directory.Print(store.Add("dead", Text("same"), StoreReferences.None).Path);
    }

    public void Dispose()
    {
        ObjectTree.Remove(_folder["store"]);
        _folder.Dispose();
    }

    [Fact]
    public async Task Roots_are_added_listed_and_removed()
    {
        Assert.Equal("", await Run(0, "roots"));
        Assert.Equal($"{_folder["keep"]}\n", await Run(0, "roots", "add", _top, _folder["keep"]));
        Assert.Equal($"{_folder["keep"]} -> {_top}\n", await Run(0, "roots"));
        Assert.Contains($$"""roots":[{"source":"{{_folder["keep"]}}","path":"{{_top}}"}]""", await Run(0, "roots", "--json"), StringComparison.Ordinal);
        await Run(0, "roots", "remove", _folder["keep"]);
        await Run(2, "roots", "remove", _folder["keep"]);
        Assert.Equal("", await Run(0, "roots"));
    }

    [Fact]
    public async Task Gc_deletes_what_its_dry_run_prints()
    {
        await Run(0, "roots", "add", _top, _folder["keep"]);
        Assert.Equal($"{_dead}\n", await Run(0, "gc", "--dry-run"));
        Assert.Equal($"{_dead}\n", await Run(0, "gc", "--print-dead", "-q"));
        Assert.Equal(string.Join('\n', new[] { _low, _top }.Order(StringComparer.Ordinal)) + "\n", await Run(0, "gc", "--print-live"));
        Assert.Contains("\"paths\":[]", await Run(0, "gc", "--json", "--keep", _dead), StringComparison.Ordinal);
        Assert.Contains("\"limited\":true", await Run(0, "gc", "--json", "--max-free", "0"), StringComparison.Ordinal);
        string result = await Run(0, "gc", "--json");
        Assert.Contains($"\"bytes\":4,\"limited\":false,\"generations\":[],\"paths\":[\"{_dead}\"]", result, StringComparison.Ordinal);
        Assert.Equal("", await Run(0, "gc", "--dry-run"));
        await Run(2, "gc", "--max-freed", "much");
        await Run(2, "gc", "--delete-older-than", "30");
    }

    [Fact]
    public async Task Old_generations_of_profiles_go_first()
    {
        string profiles = _folder["store/nix/var/nix/profiles"];
        File.CreateSymbolicLink(Path.Combine(profiles, "p-1-link"), _dead);
        File.CreateSymbolicLink(Path.Combine(profiles, "p-2-link"), _top);
        File.CreateSymbolicLink(Path.Combine(profiles, "p"), "p-2-link");
        Assert.Equal("", await Run(0, "gc", "--dry-run"));
        Assert.Equal("", await Run(0, "gc", "--dry-run", "--delete-older-than", "1d"));
        Assert.Equal($"{_dead}\n", await Run(0, "gc", "--dry-run", "-d"));
        Assert.True(File.Exists(Path.Combine(profiles, "p-1-link")) || new FileInfo(Path.Combine(profiles, "p-1-link")).LinkTarget is not null);
        Assert.Contains(_dead, await Run(0, "gc", "--json", "-d"), StringComparison.Ordinal);
        Assert.Null(new FileInfo(Path.Combine(profiles, "p-1-link")).LinkTarget);
    }

    [Fact]
    public async Task Delete_deletes_all_or_nothing()
    {
        await Run(2, "delete", _dead, _low);
        Assert.Equal($"{_top}\n{_low}\n", await Run(0, "delete", "--dry-run", "-r", _top));
        await Run(0, "roots", "add", _dead, _folder["keep"]);
        await Run(2, "delete", _dead);
        Assert.Contains(_dead, await Run(0, "delete", "--ignore-liveness", "--json", _dead), StringComparison.Ordinal);
        await Run(2, "delete", "--ignore-liveness", _dead);
        await Run(0, "delete", "-r", _top);
        using LocalStore store = LocalStore.Open(_folder["store"]);
        Assert.Empty(store.Paths());
    }

    [Fact]
    public async Task Optimise_says_what_it_brings()
    {
        Assert.Contains("\"outcome\":\"planned\"", await Run(0, "optimise", "--dry-run", "--json"), StringComparison.Ordinal);
        Assert.Contains("\"files\":1,\"bytes\":4", await Run(0, "optimize", "--json"), StringComparison.Ordinal);
        Assert.Contains("\"files\":0,\"bytes\":0", await Run(0, "optimise", "--json"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("gc")]
    [InlineData("roots")]
    [InlineData("optimise")]
    [InlineData("gc", "--dry-run")]
    public async Task What_is_no_store_with_roots_is_refused_and_not_made(params string[] words)
    {
        foreach (string url in (string[])[_folder["none"], $"file://{_folder["none"]}"])
        {
            using Screen screen = new();
            int code = await screen.RunAsync([.. words, "--store", url]);
            Assert.True(code == 2, $"{url}: {code} {screen.Error.Output}");
        }

        Assert.False(Directory.Exists(_folder["none"]));
    }

    private static ImageFile Text(string text) => new(new MemoryContent(Encoding.UTF8.GetBytes(text)), UnixPermissions.ReadOnly);

    private async Task<string> Run(int expected, params string[] words)
    {
        using Screen screen = new();
        int code = await screen.RunAsync([.. words, "--store", _folder["store"]]);
        Assert.True(code == expected, $"{code}: {screen.Error.Output}");
        return screen.Output.Output;
    }
}
