using System.Diagnostics;
using Clu.Images.Trees;
using Clu.Nix.StoreObjects;
using Clu.Nix.StorePaths;
using Clu.Stores.Local;
using Clu.Stores.Trees;
using Clu.Testing;

namespace Clu.Conformance.Tests.Stores;

/// <summary>The real clu is killed at any moment of a copy; Nix judges what it leaves, and the same command goes on from there.</summary>
public sealed class CopyKillTests : IDisposable
{
    private const int Kills = 20;
    private const int Objects = 24;
    private const int FilesOfObject = 60;
    private const int FileSize = 30_000;

    /// <summary>clu is built to a folder beside that of these tests, which names its machine too.</summary>
    private static readonly string _clu = Directory.GetDirectories(
        Path.Combine(AppContext.BaseDirectory, "../../Clu.Cli"), $"{Path.GetFileName(AppContext.BaseDirectory.TrimEnd('/'))}*")
        .Select(folder => Path.GetFullPath(Path.Combine(folder, "clu.dll"))).Single(File.Exists);

    private readonly TempFolder _folder = new();
    private readonly Random _random = new(20_26);

    public void Dispose()
    {
        foreach (string root in Directory.GetDirectories(_folder.Path))
            ObjectTree.Remove(root);
        _folder.Dispose();
    }

    [Fact]
    public void A_store_is_sound_whenever_the_copy_is_killed_and_the_next_run_completes()
    {
        Fill();
        string target = _folder["target"];
        TimeSpan whole = TimeOf(target);
        int interrupted = 0;
        for (int round = 0; round < Kills; round++)
        {
            interrupted += Kill(target, whole) ? 1 : 0;
            if (Directory.Exists(_folder["target/nix/var/nix/db"]) && File.Exists(_folder["target/nix/var/nix/db/schema"]))
                new NixStore(target).Verify();
            if (round % 4 == 3)
                ObjectTree.Remove(target);
        }

        // Otherwise the test has seen nothing.
        Assert.InRange(interrupted, Kills / 4, Kills);
        Kill(target, whole / 2);
        Run(target);
        new NixStore(target).Verify();
        AssertWhole(_folder["target/nix/store"]);
    }

    [Fact]
    public void A_cache_is_sound_whenever_the_copy_is_killed_and_the_next_run_completes()
    {
        Fill();
        string cache = _folder["cache"], url = $"file://{cache}?compression=zstd";
        TimeSpan whole = TimeOf(url);
        ObjectTree.Remove(cache);
        for (int round = 0; round < Kills / 4; round++)
            Kill(url, whole);
        Run(url);
        Assert.Equal(Objects, Directory.GetFiles(cache, "*.narinfo").Length);
        Assert.Equal(Objects, Directory.GetFiles(_folder["cache/nar"]).Length);
        Tool.Run("nix", "--extra-experimental-features", "nix-command", "store", "verify", "--no-trust", "--all", "--store", $"file://{cache}").Succeeded();
    }

    private static void AssertWhole(string objects)
    {
        string[] names = [.. Directory.EnumerateFileSystemEntries(objects).Select(path => Path.GetFileName(path)!)];
        Assert.Equal(Objects, names.Count(name => StorePath.TryParse(name, out _)));
        Assert.Equal([".links"], names.Where(name => !StorePath.TryParse(name, out _)));
    }

    private void Fill()
    {
        using LocalStore store = LocalStore.Open(_folder["source"]);
        StorePath? last = null;
        for (int i = 0; i < Objects; i++)
        {
            ImageDirectory tree = StoreSamples.Tree(last is { } path ? store.Directory.Print(path) : "first");
            for (int file = 0; file < FilesOfObject; file++)
            {
                byte[] content = new byte[FileSize];
                _random.NextBytes(content);
                tree.AddPath($"lib/{file}", new ImageFile(new MemoryContent(content), UnixPermissions.ReadOnly));
            }

            StoreObjectInfo info = store.Add($"object-{i}", tree, last is { } reference ? new StoreReferences([reference]) : StoreReferences.None);
            last = info.Path;
        }
    }

    private TimeSpan TimeOf(string target)
    {
        Stopwatch watch = Stopwatch.StartNew();
        Run(target);
        TimeSpan whole = watch.Elapsed;
        if (Directory.Exists(target))
            ObjectTree.Remove(target);
        return whole;
    }

    private void Run(string target) => Tool.RunWith("dotnet", Command(target)).Succeeded();

    /// <summary>Starts a copy and kills it; tells whether it was still at work.</summary>
    private bool Kill(string target, TimeSpan whole)
    {
        using Process clu = Process.Start(new ProcessStartInfo("dotnet", Command(target)) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        // The first third is the start of .NET.
        bool done = clu.WaitForExit(whole * (0.3 + (0.7 * _random.NextDouble())));
        if (!done)
            clu.Kill();
        clu.WaitForExit();
        return !done;
    }

    private string[] Command(string target) =>
        ["exec", _clu, "copy", "--quiet", "--no-check-sigs", "--from", $"local?root={_folder["source"]}", "--to", target, "--all"];
}
