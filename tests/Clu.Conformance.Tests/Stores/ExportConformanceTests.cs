using Clu.Nix.StoreObjects;
using Clu.Nix.StorePaths;
using Clu.Stores.Copying;
using Clu.Stores.Exports;
using Clu.Stores.Local;
using Clu.Stores.Trees;
using Clu.Testing;

namespace Clu.Conformance.Tests.Stores;

/// <summary>Exports go from Nix to clu and back, byte for byte.</summary>
public sealed class ExportConformanceTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly LocalStore _source;
    private readonly string[] _paths;

    public ExportConformanceTests()
    {
        _source = LocalStore.Open(_folder["source"]);
        StorePath low = _source.Add("low", StoreSamples.Tree("low"), StoreReferences.None).Path;
        StorePath other = _source.Add("other", StoreSamples.Tree("other"), StoreReferences.None).Path;
        string self = _source.Directory.Print(SelfPlaceholder.For("top"));
        _source.Add("top", StoreSamples.Tree($"{_source.Directory.Print(low)} {_source.Directory.Print(other)} {self}"), new StoreReferences([low, other], Self: true));
        // A derivation: a text with a text's address.
        File.WriteAllText(_folder["plain.nix"], """derivation { name = "plain"; system = "x86_64-linux"; builder = builtins.toFile "b" "exit 1"; }""");
        Tool.Run("nix-instantiate", "--store", _folder["source"], _folder["plain.nix"]).Succeeded();
        _paths = [.. _source.Paths().Select(_source.Directory.Print)];
        Assert.Equal(5, _paths.Length);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _source.Dispose();
        foreach (string root in Directory.GetDirectories(_folder.Path))
            ObjectTree.Remove(root);
        _folder.Dispose();
    }

    [Theory]
    [InlineData(NixVersion.Installed)]
    [InlineData(NixVersion.Newest)]
    public void Clu_exports_the_bytes_that_nix_exports(NixVersion version)
    {
        byte[] theirs = NixTool.RunWith(version, "nix-store", ["--store", _folder["source"], "--export", .. _paths]).Succeeded().OutputBytes;
        Assert.Equal(theirs, Export());
    }

    [Theory]
    [InlineData(NixVersion.Installed)]
    [InlineData(NixVersion.Newest)]
    public void Nix_imports_what_clu_exports(NixVersion version)
    {
        string imported = NixTool.RunWith(version, "nix-store", ["--store", _folder["target"], "--import"], Export()).Succeeded().Output;
        Assert.Equal(_paths, imported.Split('\n', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal));
        NixTool.Run(version, "nix-store", "--store", _folder["target"], "--verify", "--check-contents").Succeeded();
    }

    [Theory]
    [InlineData(NixVersion.Installed)]
    [InlineData(NixVersion.Newest)]
    public void Clu_imports_what_nix_exports_and_nix_finds_it_sound_and_trusts_it(NixVersion version)
    {
        byte[] theirs = NixTool.RunWith(version, "nix-store", ["--store", _folder["source"], "--export", .. _paths]).Succeeded().OutputBytes;
        using (LocalStore target = LocalStore.Open(_folder["target"]))
        {
            target.Import(new MemoryStream(theirs), checkSignatures: true, _ => { }, Cancellation);
            Assert.Equal(_source.All().Select(Facts), target.All().Select(Facts));
        }

        new NixStore(_folder["target"], version).Verify();
    }

    private static string Facts(StoreObjectInfo info) => $"{info.Path} {info.NarHash} {info.NarSize} {info.ContentAddress} {string.Join(',', info.References)}";

    private byte[] Export()
    {
        using MemoryStream export = new();
        StoreExport.Write(_source, StoreClosure.Of(_source, _source.Paths(), Cancellation), export, (_, _) => { });
        return export.ToArray();
    }
}
