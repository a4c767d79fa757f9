using Clu.Images.Trees;
using Clu.Nix.StoreObjects;
using Clu.Nix.StorePaths;
using Clu.Stores.Exports;
using Clu.Stores.Local;
using Clu.Stores.Trees;
using Clu.Testing;

namespace Clu.Conformance.Tests.Stores;

/// <summary>
/// The real clu is killed at a hundred moments of copying, importing and collecting; Nix judges what it leaves, and the same command goes on from
/// there.
/// </summary>
public sealed class KillTests : IDisposable
{
    private const int CopyKills = 32;
    private const int CacheKills = 8;
    private const int ImportKills = 30;
    private const int CollectKills = 30;
    private const int Objects = 24;
    private const int FilesOfObject = 60;
    private const int FileSize = 20_000;

    private readonly TempFolder _folder = new();
    private readonly Random _random = new(20_26);
    private readonly List<StorePath> _paths = [];

    public void Dispose()
    {
        foreach (string root in Directory.GetDirectories(_folder.Path))
            ObjectTree.Remove(root);
        _folder.Dispose();
    }

    [Fact]
    public void A_store_is_sound_whenever_a_copy_is_killed_and_the_next_run_completes()
    {
        Fill();
        string[] copy = ["copy", "--quiet", "--no-check-sigs", "--from", $"local?root={_folder["source"]}", "--to", _folder["target"], "--all"];
        AssertSoundWheneverKilled(copy, CopyKills, input: null);
    }

    [Fact]
    public void A_store_is_sound_whenever_an_import_is_killed_and_the_next_run_completes()
    {
        Fill();
        using (LocalStore store = LocalStore.Open(_folder["source"]))
        using (FileStream export = File.Create(_folder["export"]))
            StoreExport.Write(store, store.Closure(_paths), export, (_, _) => { });
        AssertSoundWheneverKilled(["import", "--store", _folder["target"]], ImportKills, _folder["export"]);
    }

    [Fact]
    public void A_cache_is_sound_whenever_a_copy_is_killed_and_the_next_run_completes()
    {
        Fill();
        string cache = _folder["cache"];
        string[] copy = [
            "copy", "--quiet", "--no-check-sigs", "--from", $"local?root={_folder["source"]}", "--to", $"file://{cache}?compression=zstd", "--all"];
        TimeSpan whole = CluProcess.Time(copy);
        ObjectTree.Remove(cache);
        for (int round = 0; round < CacheKills; round++)
            CluProcess.Kill(copy, ref whole, _random);
        CluProcess.Run(copy).Succeeded();
        Assert.Equal(Objects, Directory.GetFiles(cache, "*.narinfo").Length);
        Assert.Equal(Objects, Directory.GetFiles(_folder["cache/nar"]).Length);
        foreach (NixVersion version in Enum.GetValues<NixVersion>())
            NixTool.Run(version, "nix", "store", "verify", "--no-trust", "--all", "--store", $"file://{cache}").Succeeded();
    }

    [Fact]
    public void A_store_is_sound_whenever_a_collection_is_killed_and_the_next_run_completes()
    {
        Fill();
        // Each object refers to the one before: half of them live.
        StorePath root = _paths[Objects / 2];
        File.CreateSymbolicLink(_folder["source/nix/var/nix/gcroots/root"], StoreDirectory.Default.Print(root));
        string[] collect = ["gc", "--quiet", "--store", _folder["target"]];
        CloneSource();
        TimeSpan whole = CluProcess.Time(collect);
        int interrupted = 0;
        for (int round = 0; round < CollectKills; round++)
        {
            CloneSource();
            interrupted += CluProcess.Kill(collect, ref whole, _random) ? 1 : 0;
            new NixStore(_folder["target"]).Verify();
            Assert.Equal(Objects / 2 + 1, new NixStore(_folder["target"]).Requisites(root).Count);
            if (round % 3 == 0)
                AssertCollected(collect);
        }

        Assert.InRange(interrupted, CollectKills / 4, CollectKills);
        AssertCollected(collect);
    }

    private void AssertCollected(string[] collect)
    {
        CluProcess.Run(collect).Succeeded();
        AssertWhole((Objects / 2) + 1);
    }

    private void AssertSoundWheneverKilled(string[] command, int kills, string? input)
    {
        TimeSpan whole = CluProcess.Time(command, input);
        ObjectTree.Remove(_folder["target"]);
        int interrupted = 0;
        for (int round = 0; round < kills; round++)
        {
            interrupted += CluProcess.Kill(command, ref whole, _random, input) ? 1 : 0;
            if (File.Exists(_folder["target/nix/var/nix/db/schema"]))
                new NixStore(_folder["target"]).Verify();
            if (round % 4 == 3)
                ObjectTree.Remove(_folder["target"]);
        }

        // Otherwise the test has seen nothing.
        Assert.InRange(interrupted, kills / 4, kills);
        TimeSpan half = whole / 2;
        CluProcess.Kill(command, ref half, _random, input);
        CluProcess.Run(command, input).Succeeded();
        AssertWhole(Objects);
    }

    /// <summary>So many objects, nothing else, and sound for both versions of Nix.</summary>
    private void AssertWhole(int objects)
    {
        string[] names = [.. Directory.EnumerateFileSystemEntries(_folder["target/nix/store"]).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal)];
        using (LocalStore store = LocalStore.OpenReadOnly(_folder["target"])!)
            Assert.Equal(names.Skip(1), store.Paths().Select(path => path.BaseName));
        Assert.Empty(Directory.GetFiles(_folder["target/nix/var/nix/temproots"]));
        Assert.Equal(".links", names[0]);
        Assert.Equal(objects + 1, names.Length);
        foreach (NixVersion version in Enum.GetValues<NixVersion>())
            new NixStore(_folder["target"], version).Verify();
    }

    /// <summary>The source again, with other directories and another database; files are not changed by collecting.</summary>
    private void CloneSource()
    {
        ObjectTree.Remove(_folder["target"]);
        Directory.CreateDirectory(_folder["target/nix"]);
        Tool.Run("cp", "-a", "--link", _folder["source/nix/store"], _folder["target/nix/store"]).Succeeded();
        Tool.Run("cp", "-a", _folder["source/nix/var"], _folder["target/nix/var"]).Succeeded();
    }

    private void Fill()
    {
        using LocalStore store = LocalStore.Open(_folder["source"]);
        for (int i = 0; i < Objects; i++)
        {
            ImageDirectory tree = StoreSamples.Tree(i > 0 ? store.Directory.Print(_paths[^1]) : "first");
            for (int file = 0; file < FilesOfObject; file++)
            {
                byte[] content = new byte[FileSize];
                _random.NextBytes(content);
                tree.AddPath($"lib/{file}", new ImageFile(new MemoryContent(content), UnixPermissions.ReadOnly));
            }

            _paths.Add(store.Add($"object-{i}", tree, i > 0 ? new StoreReferences([_paths[^1]]) : StoreReferences.None).Path);
        }
    }
}
