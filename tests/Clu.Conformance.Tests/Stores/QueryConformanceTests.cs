using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Clu.Images.Trees;
using Clu.Nix.Listings;
using Clu.Nix.Signatures;
using Clu.Nix.StoreObjects;
using Clu.Nix.StorePaths;
using Clu.Stores;
using Clu.Stores.Caches;
using Clu.Stores.Closures;
using Clu.Stores.Copying;
using Clu.Stores.Local;
using Clu.Stores.Trees;
using Clu.Testing;

namespace Clu.Conformance.Tests.Stores;

/// <summary>Asked the same, clu and Nix answer the same; what the one signed the other trusts.</summary>
public sealed class QueryConformanceTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly LocalStore _store;
    private readonly StorePath _old;
    private readonly StorePath _top;

    public QueryConformanceTests()
    {
        _store = LocalStore.Open(_folder["store"]);
        StorePath low = Add("low-1.0", "low");
        StorePath lib = Add("lib-2.3-dev", "lib", low);
        _old = Add("top-1", "old", low);
        _top = Add("top-2", "top", lib, Add("large-0.9beta", "large"));
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _store.Dispose();
        foreach (string root in Directory.GetDirectories(_folder.Path))
            ObjectTree.Remove(root);
        _folder.Dispose();
    }

    [Theory]
    [InlineData(NixVersion.Installed, "")]
    [InlineData(NixVersion.Installed, "/bin/run")]
    [InlineData(NixVersion.Newest, "")]
    [InlineData(NixVersion.Newest, "/bin/run")]
    public void Listings_say_the_same(NixVersion version, string inside)
    {
        string theirs = Nix(version, "store", "ls", "--json", "-R", "--store", _folder["store"], Print(_top) + inside);
        byte[] ours = Listing.WriteNode(new StoreFiles(_store).List(_top, inside), recursive: true);
        Assert.True(JsonElement.DeepEquals(JsonDocument.Parse(theirs).RootElement, JsonDocument.Parse(ours).RootElement), theirs);
    }

    [Theory]
    [InlineData(NixVersion.Installed)]
    [InlineData(NixVersion.Newest)]
    public void Both_know_why_one_depends_on_another(NixVersion version)
    {
        StorePath low = _store.Paths().Single(path => path.Name == "low-1.0");
        string[] theirs = Lines(Nix(version, "why-depends", "--store", _folder["store"], Print(_top), Print(low)));
        Assert.Equal(theirs.Select(line => line.TrimStart(' ', '└', '─')), new Dependency(_store, _top, low, Cancellation).Shortest().Select(Print));
    }

    [Theory]
    [InlineData(NixVersion.Installed)]
    [InlineData(NixVersion.Newest)]
    public void Both_see_the_same_changes(NixVersion version)
    {
        string[] theirs = Lines(Nix(version, "store", "diff-closures", "--store", _folder["store"], Print(_old), Print(_top)));
        // The newest Nix writes no sign before what grew; clu prints the lines of the other.
        string sign = version == NixVersion.Installed ? "+" : "";
        IReadOnlyList<PackageChange> ours = ClosureDiff.Between(StoreClosure.Of(_store, [_old], Cancellation), StoreClosure.Of(_store, [_top], Cancellation));
        Assert.Equal(theirs, ours.Select(change => string.Create(CultureInfo.InvariantCulture,
            $"{change.Name}: {Versions(change.Removed)} → {Versions(change.Added)}{(Math.Abs(change.SizeDelta) < ClosureDiff.SmallestDelta ? "" : $", {(change.SizeDelta > 0 ? sign : "")}{change.SizeDelta / 1024.0:0.0} KiB")}")));
        Assert.Equal(3, ours.Count);
    }

    [Theory]
    [InlineData(NixVersion.Installed)]
    [InlineData(NixVersion.Newest)]
    public void Nix_trusts_what_clu_signed_in_a_store_and_in_a_cache(NixVersion version)
    {
        using SecretKey key = SecretKey.Create("test-1", new byte[SecretKey.SeedSize]);
        string cache = $"file://{_folder["cache"]}";
        Nix(version, "copy", "--from", _folder["store"], "--to", cache, Print(_top));
        foreach (string url in (string[])[_folder["store"], cache])
        {
            using (ISignableStore store = StoreOpener.OpenWritable<ISignableStore>(StoreUrl.Parse(url), TimeProvider.System, "signing"))
            {
                Assert.Equal(4, StoreSigning.Sign(store, StoreClosure.Of(store, [_top], Cancellation), key, Cancellation).Count);
            }

            Assert.Equal(4, Regex.Count(Nix(version, "path-info", "--sigs", "-r", "--store", url, Print(_top)), "test-1:"));
            Nix(version, "store", "verify", "-r", "--store", url, "--sigs-needed", "1", "--option", "trusted-public-keys", key.PublicKey.ToString(), Print(_top));
        }
    }

    private static string Nix(NixVersion version, params string[] arguments) => NixTool.Run(version, "nix", arguments).Succeeded().Output;

    /// <summary>The lines without colours, which Nix writes even where nobody sees them.</summary>
    private static string[] Lines(string text) => Regex.Replace(text, "\e\\[[0-9;]*m", "").Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private static string Versions(IReadOnlyList<string> versions) => versions.Count == 0 ? "∅" : string.Join(", ", versions.Select(version => version.Length == 0 ? "ε" : version));

    private string Print(StorePath path) => _store.Directory.Print(path);

    private StorePath Add(string name, string text, params StorePath[] references) =>
        _store.Add(name, StoreSamples.Tree($"{text} {string.Join(' ', references.Select(Print))}"), new StoreReferences(references)).Path;
}
