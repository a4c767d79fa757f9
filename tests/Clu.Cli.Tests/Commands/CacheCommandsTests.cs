using Clu.Images.Trees;
using Clu.Nix.StorePaths;
using Clu.Stores.Local;
using Clu.Stores.Trees;
using Clu.Testing;

namespace Clu.Cli.Tests.Commands;

public sealed class CacheCommandsTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly string _low;
    private readonly string _top;

    public CacheCommandsTests()
    {
        using LocalStore store = LocalStore.Open(_folder["store"]);
        StorePath low = store.Add("low-1.0", new ImageDirectory(), StoreReferences.None).Path;
        _low = store.Directory.Print(low);
        ImageDirectory tree = new();
        tree.AddPath("link", new ImageSymlink(System.Text.Encoding.ASCII.GetBytes(_low)));
        _top = store.Directory.Print(store.Add("top-2", tree, new StoreReferences([low])).Path);
    }

    private string Url => $"file://{_folder["cache"]}";

    public void Dispose()
    {
        ObjectTree.Remove(_folder["store"]);
        _folder.Dispose();
    }

    [Fact]
    public async Task A_cache_is_made_filled_checked_and_pruned()
    {
        Assert.Contains("is a binary cache for /nix/store now", await Run(0, "cache", "init", Url, "--priority", "30"), StringComparison.Ordinal);
        Assert.Contains("already", await Run(0, "cache", "init", Url, "--priority", "30"), StringComparison.Ordinal);
        Assert.Contains("CLU0352", await Run(2, "cache", "init", Url, "--want-mass-query"), StringComparison.Ordinal);
        await Run(0, "copy", "--from", _folder["store"], "--to", Url, "--all", "-q");
        Assert.Contains("2 paths", await Run(0, "cache", "check", "--contents", Url), StringComparison.Ordinal);
        Assert.Contains("CLU0353", await Run(2, "cache", "prune", Url), StringComparison.Ordinal);
        Assert.Contains("Root laptop added", await Run(0, "cache", "root", "add", Url, "laptop", _low), StringComparison.Ordinal);
        Assert.Contains("CLU0901", await Run(2, "cache", "root", "add", Url, "../laptop", _low), StringComparison.Ordinal);
        Assert.Equal($"laptop {_low}\n", await Run(0, "cache", "root", "list", Url));
        Assert.StartsWith($"{_top}\nnar/", await Run(0, "cache", "prune", Url, "--keep-since", "0", "--dry-run"), StringComparison.Ordinal);
        Assert.Contains("0 paths and 0 files, 0 B, removed", await Run(0, "cache", "prune", Url), StringComparison.Ordinal);
        Assert.Contains($"\"paths\":[\"{_top}\"],\"files\":[\"nar/", await Run(0, "cache", "prune", Url, "--keep-since", "0", "--json"), StringComparison.Ordinal);
        await Run(0, "cache", "root", "remove", Url, "laptop");
        Assert.Contains("1 path and 1 file", await Run(0, "cache", "prune", Url, "--keep-since", "0s", "--all"), StringComparison.Ordinal);
        Assert.Contains("0 paths, 0 B", await Run(0, "cache", "check", Url), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_ends_with_3_when_something_is_missing_and_names_it()
    {
        await Run(0, "copy", "--from", _folder["store"], "--to", Url, "--all", "-q");
        File.Delete(_folder[$"cache/{Path.GetFileName(_low)[..32]}.narinfo"]);
        Assert.StartsWith($"{_top} refers to {_low}, which the cache does not have\n", await Run(3, "cache", "check", Url), StringComparison.Ordinal);
        string json = await Run(3, "cache", "check", "--json", Url);
        Assert.Contains("\"outcome\":\"bad\"", json, StringComparison.Ordinal);
        Assert.Contains("\"fault\":\"missing-reference\"", json, StringComparison.Ordinal);
        Assert.Contains("\"fault\":\"unused-nar\"", json, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("5")]
    [InlineData("d")]
    [InlineData("-1d")]
    [InlineData("1y")]
    [InlineData("99999999999d")]
    public async Task A_time_is_a_number_with_its_unit(string time) =>
        Assert.Contains("30d, 12h or 0", await Run(2, "cache", "prune", Url, "--keep-since", time), StringComparison.Ordinal);

    [Fact]
    public async Task Only_caches_are_looked_after() => Assert.Contains("CLU0313", await Run(2, "cache", "check", _folder["store"]), StringComparison.Ordinal);

    private static async Task<string> Run(int exitCode, params string[] arguments)
    {
        using Screen screen = new();
        Assert.Equal(exitCode, await screen.RunAsync(arguments));
        return screen.Output.Output + string.Join(' ', screen.Error.Lines.Select(line => line.TrimEnd()));
    }
}
