using Clu.Nix.StorePaths;
using Clu.Stores.Local;
using Clu.Stores.Trees;
using Clu.Testing;

namespace Clu.Conformance.Tests.Stores;

/// <summary><c>clu copy --substitute-on-destination</c> out of caches that Nix filled and signed, by the settings of Nix.</summary>
public sealed class SubstitutionConformanceTests : IDisposable
{
    private static readonly string _clu = Directory.EnumerateDirectories(
        Path.Combine(AppContext.BaseDirectory, "../../Clu.Cli"), $"{Path.GetFileName(AppContext.BaseDirectory.TrimEnd('/'))}*")
        .Select(folder => Path.Combine(folder, "clu.dll")).First(File.Exists);

    private readonly TempFolder _folder = new();

    private string Target => $"local?root={_folder["target"]}";

    public void Dispose()
    {
        foreach (string root in Directory.GetDirectories(_folder.Path))
            ObjectTree.Remove(root);
        _folder.Dispose();
    }

    [Theory]
    [InlineData(NixVersion.Installed)]
    [InlineData(NixVersion.Newest)]
    public void What_the_destination_fetches_is_signed_and_sound(NixVersion version)
    {
        string top = Fill();
        File.WriteAllText(_folder["key"], NixTool.Run(version, "nix", "key", "generate-secret", "--key-name", "test-1").Succeeded().Output);
        string key = NixTool.RunWith(version, "nix", ["key", "convert-secret-to-public"], File.ReadAllBytes(_folder["key"])).Succeeded().Output;
        NixTool.Run(version, "nix", "copy", "--from", $"local?root={_folder["source"]}", "--to", $"file://{_folder["cache"]}?secret-key={_folder["key"]}", top).Succeeded();

        string conf = $"substituters = file://{_folder["cache"]}\ntrusted-public-keys = {key}\n";
        Assert.Contains("Fetching 2 store objects", Clu(conf, "copy", "-s", "--from", _folder["source"], "--to", Target, top), StringComparison.Ordinal);
        new NixStore(_folder["target"], version).Verify();
        string signed = NixTool.Run(version, "nix", "path-info", "--sigs", "--recursive", "--store", Target, top).Succeeded().Output;
        Assert.Equal(2, signed.Split("test-1:").Length - 1);
        Assert.Contains("0 store objects", Clu(conf, "copy", "-s", "--from", _folder["source"], "--to", Target, top), StringComparison.Ordinal);
    }

    [Fact]
    public void A_cache_as_destination_fetches_nothing_as_in_nix()
    {
        string top = Fill();
        string said = Clu("substituters = http://127.0.0.1:1/", "copy", "-s", "--from", _folder["source"], "--to", $"file://{_folder["cache"]}", top);
        Assert.DoesNotContain("127.0.0.1", said, StringComparison.Ordinal);
        NixTool.Run(NixVersion.Newest, "nix", "copy", "-s", "--from", $"local?root={_folder["source"]}", "--to", $"file://{_folder["cache"]}", top).Succeeded();
    }

    private static string Clu(string conf, params string[] arguments)
    {
        Dictionary<string, string> environment = new() { ["NIX_CONFIG"] = conf, ["NIX_CONF_DIR"] = "/nowhere" };
        ToolResult result = Tool.RunWith("dotnet", ["exec", _clu, .. arguments], null, environment).Succeeded();
        return result.Output + result.Error;
    }

    private string Fill()
    {
        using LocalStore store = LocalStore.Open(_folder["source"]);
        StorePath low = store.Add("low", StoreSamples.Tree("low"), StoreReferences.None).Path;
        return store.Directory.Print(store.Add("top", StoreSamples.Tree(store.Directory.Print(low)), new StoreReferences([low])).Path);
    }
}
