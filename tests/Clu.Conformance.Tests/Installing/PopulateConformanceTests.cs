using Clu.Conformance.Tests.Stores;
using Clu.Images.SquashFs;
using Clu.Images.Trees;
using Clu.Media.Composing;
using Clu.Nix.StoreObjects;
using Clu.Nix.StorePaths;
using Clu.Stores.Local;
using Clu.Stores.Trees;
using Clu.Testing;

namespace Clu.Conformance.Tests.Installing;

/// <summary>Nix judges the store that <c>clu populate</c> leaves in a target, and the program is killed at many moments of its work.</summary>
public sealed class PopulateConformanceTests : IDisposable
{
    private const int Kills = 24;
    private const int MostRounds = 3 * Kills;
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

    [Theory]
    [InlineData(NixVersion.Installed)]
    [InlineData(NixVersion.Newest)]
    public void Nix_finds_every_registered_path_with_its_hash(NixVersion version)
    {
        NeedRoot();
        MakeMedium();
        CluProcess.Run([.. Populate(), "--verify"]).Succeeded();
        new NixStore(_folder["target"], version).Verify();
        Assert.Equal(Objects, new NixStore(_folder["target"], version).Requisites(_paths[^1]).Count);
    }

    [Theory]
    [InlineData(NixVersion.Installed)]
    [InlineData(NixVersion.Newest)]
    public void Nix_takes_the_profile_for_a_root(NixVersion version)
    {
        NeedRoot();
        MakeMedium();
        CluProcess.Run(Populate()).Succeeded();
        NixTool.Run(version, "nix-store", "--store", $"local?root={_folder["target"]}", "--gc").Succeeded();
        Assert.Equal(Objects, new NixStore(_folder["target"], version).Requisites(_paths[^1]).Count);
    }

    [Fact]
    public void A_target_has_all_or_nothing_whenever_it_is_killed_and_the_next_run_completes()
    {
        NeedRoot();
        MakeMedium();
        TimeSpan whole = CluProcess.Time(Populate());
        ObjectTree.Remove(_folder["target"]);
        int interrupted = 0;
        for (int round = 0; round < MostRounds && interrupted < Kills; round++)
        {
            bool killed = CluProcess.Kill(Populate(), ref whole, _random);
            if (File.Exists(_folder["target/nix/var/nix/db/schema"]))
            {
                new NixStore(_folder["target"]).Verify();
                using LocalStore? store = LocalStore.OpenReadOnly(_folder["target"]);
                Assert.Contains(store?.Paths().Count ?? 0, new[] { 0, Objects });
            }

            interrupted += killed ? 1 : 0;
            if (killed && interrupted % 4 != 0)
                continue;
            AssertCompletes();
            ObjectTree.Remove(_folder["target"]);
        }

        // Otherwise the test has seen nothing.
        Assert.InRange(interrupted, Kills / 2, Kills);
    }

    private static void NeedRoot() => Assert.SkipUnless(Environment.IsPrivilegedProcess, "giving files to others needs root");

    private string[] Populate() => [
        "populate", "--quiet", "--from", _folder["nix-store.squashfs"], "--root", _folder["target"], StoreDirectory.Default.Print(_paths[^1])];

    private void AssertCompletes()
    {
        CluProcess.Run(Populate()).Succeeded();
        string[] names = [.. Directory.EnumerateFileSystemEntries(_folder["target/nix/store"]).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal)];
        Assert.Equal(_paths.Select(path => path.BaseName).Append(".links").Order(StringComparer.Ordinal), names);
        Assert.Empty(Directory.GetFiles(_folder["target/nix/var/nix/temproots"]));
        Assert.Equal("system-1-link", new FileInfo(_folder["target/nix/var/nix/profiles/system"]).LinkTarget);
        foreach (NixVersion version in Enum.GetValues<NixVersion>())
            new NixStore(_folder["target"], version).Verify();
    }

    /// <summary>A store image as media have it; each object refers to the one before.</summary>
    private void MakeMedium()
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

        using FileStream image = File.Create(_folder["nix-store.squashfs"]);
        new StoreImage([.. store.All().Select(info => new MediumObject(info, store.PhysicalPath(info.Path)))], new SquashFsOptions(), null, CancellationToken.None)
            .Produce(image);
    }
}
