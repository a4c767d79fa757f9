using Clu.Nix.ContentAddresses;
using Clu.Nix.Hashing;
using Clu.Nix.StorePaths;
using Clu.Testing;

namespace Clu.Conformance.Tests.NixFormats;

/// <summary>Store paths, judged by Nix.</summary>
public class StorePathConformanceTests
{
    [Theory]
    [InlineData(HashAlgorithm.Md5)]
    [InlineData(HashAlgorithm.Sha1)]
    [InlineData(HashAlgorithm.Sha256)]
    [InlineData(HashAlgorithm.Sha512)]
    public void Paths_are_those_of_add_fixed(HashAlgorithm algorithm)
    {
        using TempFolder folder = new();
        string tree = NixTree.Make(folder);
        File.WriteAllText(folder["file.txt"], "content");

        Assert.Equal(
            Add(folder, "--add-fixed", "--recursive", algorithm.Label(), tree),
            Path("tree", ContentAddressMethod.Nar, Hash.Of(algorithm, NixTree.Dump(tree))));
        Assert.Equal(
            Add(folder, "--add-fixed", "--recursive", algorithm.Label(), folder["file.txt"]),
            Path("file.txt", ContentAddressMethod.Nar, Hash.Of(algorithm, NixTree.Dump(folder["file.txt"]))));
        Assert.Equal(
            Add(folder, "--add-fixed", algorithm.Label(), folder["file.txt"]),
            Path("file.txt", ContentAddressMethod.Flat, Hash.Of(algorithm, "content"u8)));
        Tool.Run("rm", "-r", folder["root"]).Succeeded();
    }

    [Fact]
    public void Paths_are_those_of_add()
    {
        using TempFolder folder = new();
        string tree = NixTree.Make(folder);
        Hash hash = Hash.Of(HashAlgorithm.Sha256, NixTree.Dump(tree));
        Assert.Equal(Add(folder, "--add", tree), StoreDirectory.Default.Print(StorePathFactory.Default.Source("tree", hash, StoreReferences.None)));
        Tool.Run("rm", "-r", folder["root"]).Succeeded();
    }

    [Theory]
    [InlineData("a")]
    [InlineData("+-._?=")]
    [InlineData(".gitignore")]
    [InlineData("a b")]
    [InlineData("ä")]
    [InlineData("a!")]
    public void Names_are_taken_exactly_where_nix_takes_them(string name)
    {
        using TempFolder folder = new();
        File.WriteAllText(folder[name], "x");
        ToolResult nix = Tool.Run("nix-store", "--store", "local?root=" + folder["root"], "--add", folder[name]);
        Assert.Equal(nix.ExitCode == 0, StorePath.TryParse("g1w7hy3qg1w7hy3qg1w7hy3qg1w7hy3q-" + name, out _));
        Tool.Run("rm", "-rf", folder["root"]).Succeeded();
    }

    private static string Path(string name, ContentAddressMethod method, Hash hash) =>
        StoreDirectory.Default.Print(StorePathFactory.Default.FixedOutput(name, new ContentAddress(method, hash)));

    private static string Add(TempFolder folder, params string[] arguments) =>
        Tool.Run("nix-store", ["--store", "local?root=" + folder["root"], .. arguments]).Succeeded().Output.Trim();
}
