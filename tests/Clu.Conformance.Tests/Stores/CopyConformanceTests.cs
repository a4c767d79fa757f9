using Clu.Binary;
using Clu.Images.Trees;
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
    private readonly TempFolder _folder = new();

    public static MatrixTheoryData<string, NixVersion> Packers { get; } = new(["none", "gzip", "br", "zstd", "xz"], [NixVersion.Installed, NixVersion.Newest]);

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
    public void Nix_copies_out_of_a_cache_that_clu_wrote(string compression, NixVersion version)
    {
        string top = Fill(version);
        Copy(Source, $"file://{_folder["cache"]}?compression={compression}&write-nar-listing=1", top);
        Nix(version, "copy", "--from", $"file://{_folder["cache"]}", "--to", $"local?root={_folder["target"]}", top);
        new NixStore(_folder["target"], version).Verify();
        Assert.Contains("\"type\":\"directory\"", Nix(version, "store", "ls", "--json", "--store", $"file://{_folder["cache"]}", top), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Packers))]
    [InlineData("bzip2", NixVersion.Installed)]
    [InlineData("bzip2", NixVersion.Newest)]
    public void Clu_copies_out_of_a_cache_that_nix_wrote(string compression, NixVersion version)
    {
        string top = Fill(version);
        Nix(version, "copy", "--from", Source, "--to", $"file://{_folder["cache"]}?compression={compression}", top);
        Copy($"file://{_folder["cache"]}", _folder["target"], top);
        new NixStore(_folder["target"], version).Verify();
    }

    [Theory]
    [InlineData(NixVersion.Installed)]
    [InlineData(NixVersion.Newest)]
    public void Narinfos_are_those_of_nix_byte_for_byte(NixVersion version)
    {
        string top = Fill(version);
        Nix(version, "copy", "--from", Source, "--to", $"file://{_folder["theirs"]}?compression=none", top);
        Copy(Source, $"file://{_folder["ours"]}?compression=none", top);
        string[] files = [.. Directory.GetFiles(_folder["theirs"], "*.narinfo"), _folder["theirs/nix-cache-info"]];
        Assert.Equal(3, files.Length);
        Assert.All(files, file => Assert.Equal(File.ReadAllText(file), File.ReadAllText(Path.Combine(_folder["ours"], Path.GetFileName(file)))));
    }

    [Theory]
    [InlineData(NixVersion.Installed)]
    [InlineData(NixVersion.Newest)]
    public void A_store_that_clu_copied_is_sound_and_signed_paths_keep_their_signatures(NixVersion version)
    {
        string top = Fill(version);
        File.WriteAllText(_folder["key"], Nix(version, "key", "generate-secret", "--key-name", "test-1"));
        Nix(version, "store", "sign", "--store", Source, "--recursive", "--key-file", _folder["key"], top);
        Copy(Source, _folder["target"], top);
        new NixStore(_folder["target"], version).Verify();
        string key = Nix(version, "path-info", "--sigs", "--store", $"local?root={_folder["target"]}", top);
        Assert.Contains("test-1:", key, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(NixVersion.Installed)]
    [InlineData(NixVersion.Newest)]
    public void Nix_unpacks_a_large_archive_whose_repetitions_are_far_apart(NixVersion version)
    {
        byte[] half = new byte[45 << 20];
        new Random(1).NextBytes(half);
        ImageDirectory tree = new();
        foreach (string name in (string[])["one", "two"])
            tree.AddPath(name, new ImageFile(new MemoryContent(half), UnixPermissions.ReadOnly));
        string path;
        using (LocalStore store = LocalStore.Open(_folder["source"]))
            path = store.Directory.Print(store.Add("large", tree, StoreReferences.None).Path);
        Copy(Source, $"file://{_folder["cache"]}?compression=zstd", path);
        Assert.InRange(new FileInfo(Assert.Single(Directory.GetFiles(_folder["cache/nar"]))).Length, half.Length, half.Length * 101L / 100);
        Nix(version, "copy", "--from", $"file://{_folder["cache"]}", "--to", $"local?root={_folder["target"]}", path);
        new NixStore(_folder["target"], version).Verify();
    }

    private static string Nix(NixVersion version, params string[] arguments) => NixTool.Run(version, "nix", arguments).Succeeded().Output;

    private static void Copy(string from, string to, string path)
    {
        using IStore source = StoreOpener.Open(StoreUrl.Parse(from));
        using IWritableStore target = StoreOpener.OpenWritable(StoreUrl.Parse(to), TimeProvider.System);
        ClosureCopy copy = new(source, target, new CopyOptions());
        copy.Run(copy.Plan([StorePathFinder.Find(path, source.Directory)], Cancellation), null, Cancellation);
    }

    /// <summary>Objects that refer to each other, the last one to itself too, which the newest Nix does not take from others.</summary>
    private string Fill(NixVersion version)
    {
        using LocalStore store = LocalStore.Open(_folder["source"]);
        StoreObjectInfo low = store.Add("low", StoreSamples.Tree("low"), StoreReferences.None);
        bool self = version == NixVersion.Installed;
        string text = $"{store.Directory.Print(low.Path)} {(self ? store.Directory.Print(SelfPlaceholder.For("top")) : "")}";
        return store.Directory.Print(store.Add("top", StoreSamples.Tree(text), new StoreReferences([low.Path], self)).Path);
    }
}
