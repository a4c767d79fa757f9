using Clu.Nix.Exports;
using Clu.Nix.Hashing;
using Clu.Nix.Signatures;
using Clu.Nix.StoreObjects;
using Clu.Nix.StorePaths;
using Clu.Stores;
using Clu.Stores.Local;
using Clu.Stores.Trees;
using Clu.Stores.Verification;
using Clu.Testing;

namespace Clu.Conformance.Tests.Stores;

/// <summary>What Nix finds bad clu finds bad, and what clu repaired Nix finds good.</summary>
public sealed class VerifyConformanceTests : IDisposable
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
    public void Clu_finds_what_nix_finds_and_nix_is_content_with_the_repair(NixVersion version)
    {
        using LocalStore good = LocalStore.Open(_folder["good"]), bad = LocalStore.Open(_folder["bad"]);
        StoreObjectInfo[] objects = Fill(good);
        Fill(bad);
        string file = Path.Combine(bad.PhysicalPath(objects[1].Path), "bin/run");
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.WriteAllText(file, "changed");
        Assert.Contains(StoreDirectory.Default.Print(objects[1].Path), NixVerify(version, "bad", expected: 1), StringComparison.Ordinal);

        VerifyResult result = Verify(bad);
        Assert.Equal((objects[1].Path, Fault.Modified), result.Bad.Select(one => (one.Path, one.Fault)).Single());
        Assert.True(StoreVerifier.Repair(result, bad, good, Cancellation).IsSound);
        new NixStore(_folder["bad"], version).Verify();
    }

    [Theory]
    [InlineData(NixVersion.Installed)]
    [InlineData(NixVersion.Newest)]
    public void Clu_trusts_whom_nix_trusts(NixVersion version)
    {
        string key = _folder["key"];
        File.WriteAllText(key, Nix(version, "key", "generate-secret", "--key-name", "test-1").Succeeded().Output);
        PublicKey trusted = PublicKey.Parse(NixTool.RunWith(version, "nix", ["key", "convert-secret-to-public"], File.ReadAllBytes(key)).Succeeded().Output.Trim());
        NixTool.RunWith(version, "nix-store", ["--store", _folder["store"], "--import"], InputAddressed()).Succeeded();

        NixVerify(version, "store", expected: 2);
        using (LocalStore store = LocalStore.Open(_folder["store"]))
            Assert.Equal(Fault.Untrusted, Assert.Single(Verify(store, trusted).Bad).Fault);

        Nix(version, "store", "sign", "--store", _folder["store"], "--all", "--key-file", key).Succeeded();
        NixVerify(version, "store", expected: 0, "--option", "trusted-public-keys", trusted.ToString());
        using (LocalStore store = LocalStore.Open(_folder["store"]))
            Assert.Empty(Verify(store, trusted).Bad);
    }

    private static VerifyResult Verify(LocalStore store, params PublicKey[] trusted) =>
        new StoreVerifier(store, new VerifyOptions { TrustedKeys = new TrustedKeys(trusted) }).Run(store.Paths(), null, Cancellation);

    private static byte[] InputAddressed()
    {
        using MemoryStream nar = new();
        new TreeObject(() => StoreSamples.Tree("plain")).WriteNar(nar);
        using MemoryStream export = new();
        ExportWriter writer = new(export);
        writer.Write(
            new StoreObjectInfo { Path = StorePath.Parse("vxjiwkjkn7x4079qvh1jkl5pn05j2aw0-plain"), NarHash = Hash.Of(HashAlgorithm.Sha256, nar.ToArray()), NarSize = nar.Length },
            output => output.Write(nar.ToArray()));
        writer.Finish();
        return export.ToArray();
    }

    private static StoreObjectInfo[] Fill(LocalStore store)
    {
        StoreObjectInfo low = store.Add("low", StoreSamples.Tree("low"), StoreReferences.None);
        string self = store.Directory.Print(SelfPlaceholder.For("top"));
        return [low, store.Add("top", StoreSamples.Tree($"{store.Directory.Print(low.Path)} {self}"), new StoreReferences([low.Path], Self: true))];
    }

    private static ToolResult Nix(NixVersion version, params string[] arguments) => NixTool.Run(version, "nix", arguments);

    private string NixVerify(NixVersion version, string store, int expected, params string[] more)
    {
        ToolResult result = Nix(version, ["store", "verify", "--store", _folder[store], "--all", .. more]);
        Assert.Equal(expected, result.ExitCode);
        return result.Error;
    }
}
