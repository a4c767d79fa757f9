using Clu.Nix.StoreObjects;
using Clu.Nix.StorePaths;
using Clu.Stores;
using Clu.Stores.Copying;
using Clu.Stores.Local;
using Clu.Stores.Trees;
using Clu.Testing;

namespace Clu.Conformance.Tests.Stores;

/// <summary>What clu copies Nix reads, and the reverse.</summary>
public sealed class CopyConformanceTests : IDisposable
{
    private static readonly string[] _nix = ["--extra-experimental-features", "nix-command", "--option", "substitute", "false"];

    private readonly TempFolder _folder = new();

    public static TheoryData<string> Packers => ["none", "gzip", "br", "zstd", "xz"];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Source => $"local?root={_folder["source"]}";

    public void Dispose()
    {
        foreach (string root in Directory.GetDirectories(_folder.Path))
            ObjectTree.Remove(root);
        _folder.Dispose();
    }

    [Theory]
    [MemberData(nameof(Packers))]
    public void Nix_copies_out_of_a_cache_that_clu_wrote(string compression)
    {
        string top = Fill();
        Copy(Source, $"file://{_folder["cache"]}?compression={compression}&write-nar-listing=1", top);
        Nix("copy", "--from", $"file://{_folder["cache"]}", "--to", $"local?root={_folder["target"]}", top);
        new NixStore(_folder["target"]).Verify();
        Assert.Contains("\"type\":\"directory\"", Nix("store", "ls", "--json", "--store", $"file://{_folder["cache"]}", top), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Packers))]
    [InlineData("bzip2")]
    public void Clu_copies_out_of_a_cache_that_nix_wrote(string compression)
    {
        string top = Fill();
        Nix("copy", "--from", Source, "--to", $"file://{_folder["cache"]}?compression={compression}", top);
        Copy($"file://{_folder["cache"]}", _folder["target"], top);
        new NixStore(_folder["target"]).Verify();
    }

    [Fact]
    public void Narinfos_are_those_of_nix_byte_for_byte()
    {
        string top = Fill();
        Nix("copy", "--from", Source, "--to", $"file://{_folder["theirs"]}?compression=none", top);
        Copy(Source, $"file://{_folder["ours"]}?compression=none", top);
        string[] files = [.. Directory.GetFiles(_folder["theirs"], "*.narinfo"), _folder["theirs/nix-cache-info"]];
        Assert.Equal(3, files.Length);
        Assert.All(files, file => Assert.Equal(File.ReadAllText(file), File.ReadAllText(Path.Combine(_folder["ours"], Path.GetFileName(file)))));
    }

    [Fact]
    public void A_store_that_clu_copied_is_sound_and_signed_paths_keep_their_signatures()
    {
        string top = Fill();
        File.WriteAllText(_folder["key"], Nix("key", "generate-secret", "--key-name", "test-1"));
        Nix("store", "sign", "--store", Source, "--recursive", "--key-file", _folder["key"], top);
        Copy(Source, _folder["target"], top);
        new NixStore(_folder["target"]).Verify();
        string key = Nix("path-info", "--sigs", "--store", $"local?root={_folder["target"]}", top);
        Assert.Contains("test-1:", key, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nix_and_clu_write_into_one_store_at_once()
    {
        string top = Fill();
        string target = _folder["target"];
        LocalStore.Open(target).Dispose();
        for (int round = 0; round < 5; round++)
        {
            Task nix = Task.Run(() => CopyByNix(top, target), Cancellation);
            Copy(Source, target, top);
            await nix;
            new NixStore(target).Verify();
            ObjectTree.Remove(target);
            LocalStore.Open(target).Dispose();
        }
    }

    /// <summary>
    /// Nix 2.8 loses its place in its own stream when another process makes a path valid while it waits for the path's lock; then it says so and
    /// has to be called again.
    /// </summary>
    private void CopyByNix(string path, string target)
    {
        string[] arguments = [.. _nix, "copy", "--no-check-sigs", "--from", Source, "--to", $"local?root={target}", path];
        for (int attempt = 0; ; attempt++)
        {
            ToolResult result = Tool.Run("nix", arguments);
            if (result.ExitCode == 0)
                return;
            if (attempt == 3 || !result.Error.Contains("'nix-archive-1'", StringComparison.Ordinal))
                result.Succeeded();
        }
    }

    private static string Nix(params string[] arguments) => Tool.Run("nix", [.. _nix, .. arguments]).Succeeded().Output;

    private static void Copy(string from, string to, string path)
    {
        using IStore source = StoreOpener.Open(StoreUrl.Parse(from));
        using IWritableStore target = StoreOpener.OpenWritable(StoreUrl.Parse(to), TimeProvider.System);
        ClosureCopy copy = new(source, target, new CopyOptions());
        copy.Run(copy.Plan([StorePathFinder.Find(path, source.Directory)], Cancellation), null, Cancellation);
    }

    /// <summary>Three objects that refer to each other, the last one to itself too.</summary>
    private string Fill()
    {
        using LocalStore store = LocalStore.Open(_folder["source"]);
        StoreObjectInfo low = store.Add("low", StoreSamples.Tree("low"), StoreReferences.None);
        StoreObjectInfo top = store.Add(
            "top", StoreSamples.Tree($"{store.Directory.Print(low.Path)} {store.Directory.Print(SelfPlaceholder.For("top"))}"), new StoreReferences([low.Path], Self: true));
        return store.Directory.Print(top.Path);
    }
}
