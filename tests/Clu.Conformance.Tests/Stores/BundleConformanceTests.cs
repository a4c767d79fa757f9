using System.Text.Json;
using Clu.Images.Trees;
using Clu.Nix.StorePaths;
using Clu.Stores.Local;
using Clu.Stores.Trees;
using Clu.Testing;

namespace Clu.Conformance.Tests.Stores;

/// <summary>
/// Bundles that the real clu makes: Nix copies out of them without clu, unsquashfs and sha256sum take them, and a store that one was applied to is
/// sound, however often that was killed.
/// </summary>
public sealed class BundleConformanceTests : IDisposable
{
    private const int Kills = 12;
    private const int Objects = 12;
    private const int FilesOfObject = 30;
    private const int FileSize = 20_000;

    private readonly TempFolder _folder = new();
    private readonly Random _random = new(20_27);
    private readonly List<StorePath> _paths = [];

    public BundleConformanceTests()
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

    private string Source => $"local?root={_folder["source"]}";

    private string Top => StoreDirectory.Default.Print(_paths[^1]);

    private string Middle => StoreDirectory.Default.Print(_paths[(Objects / 2) - 1]);

    public void Dispose()
    {
        foreach (string root in Directory.GetDirectories(_folder.Path))
            ObjectTree.Remove(root);
        _folder.Dispose();
    }

    [Theory]
    [InlineData(NixVersion.Installed)]
    [InlineData(NixVersion.Newest)]
    public void Nix_copies_out_of_a_mounted_bundle_without_clu(NixVersion version)
    {
        Create("all.bundle");
        using (Mount.Image(_folder["mounted"], _folder["all.bundle"]))
            NixTool.Run(version, "nix", "copy", "--no-check-sigs", "--from", $"file://{_folder["mounted"]}", "--to", $"local?root={_folder["target"]}", Top).Succeeded();
        AssertWhole("target");
    }

    [Theory]
    [InlineData(NixVersion.Installed)]
    [InlineData(NixVersion.Newest)]
    public void Nix_trusts_a_signed_bundle_by_its_key_and_no_other(NixVersion version)
    {
        string secret = CluProcess.Run(["key", "generate", "maker-1"]).Succeeded().Output;
        File.WriteAllText(_folder["secret.key"], secret);
        string trusted = Tool.RunWith("dotnet", ["exec", CluTool.Program, "key", "public"], File.ReadAllBytes(_folder["secret.key"])).Succeeded().Output.Trim();
        // Paths that tell their content need no signature; those of builds do not tell it.
        Tool.Run("sqlite3", _folder["source/nix/var/nix/db/db.sqlite"], "update ValidPaths set ca = null").Succeeded();
        Create("all.bundle", "--sign", _folder["secret.key"]);
        Tool.Run("unsquashfs", "-no-xattrs", "-quiet", "-no-progress", "-dest", _folder["unpacked"], _folder["all.bundle"]).Succeeded();
        Tool.Run("chmod", "u+w", _folder["unpacked"]).Succeeded();
        NixTool.Run(version, "nix", "store", "verify", "--all", "--sigs-needed", "1", "--option", "trusted-public-keys", trusted, "--store", $"file://{_folder["unpacked"]}").Succeeded();
        string other = "maker-1:iFG3KDEJ0Ad2xmpQ8gUPk9yAFtFW9jmZNzzLmxvWvzI=";
        Assert.NotEqual(0, NixTool.Run(version, "nix", "store", "verify", "--all", "--sigs-needed", "1", "--option", "trusted-public-keys", other, "--store", $"file://{_folder["unpacked"]}").ExitCode);
        CluProcess.Run(["bundle", "verify", _folder["all.bundle"], "--trusted-key", trusted]).Succeeded();
        Assert.NotEqual(0, CluProcess.Run(["bundle", "verify", _folder["all.bundle"], "--trusted-key", other]).ExitCode);
    }

    [Fact]
    public void Applied_bundles_make_a_sound_store_and_a_sound_cache()
    {
        CreateOf(Middle, "first.bundle");
        Create("second.bundle", "--since", _folder["first.bundle"]);
        string[] apply = ["bundle", "apply", _folder["first.bundle"], _folder["second.bundle"], "--no-check-sigs", "--quiet", "--to"];
        CluProcess.Run([.. apply, _folder["target"]]).Succeeded();
        AssertWhole("target");
        CluProcess.Run([.. apply, $"file://{_folder["cache"]}?compression=zstd"]).Succeeded();
        foreach (NixVersion version in Enum.GetValues<NixVersion>())
            NixTool.Run(version, "nix", "store", "verify", "--no-trust", "--all", "--store", $"file://{_folder["cache"]}").Succeeded();
        Assert.Equal(Objects, Directory.GetFiles(_folder["cache"], "*.narinfo").Length);
    }

    [Fact]
    public void A_wrong_base_is_refused_and_nothing_is_copied()
    {
        CreateOf(Middle, "first.bundle");
        Create("second.bundle", "--since", _folder["first.bundle"]);
        ToolResult refused = CluProcess.Run(["bundle", "apply", _folder["second.bundle"], "--to", _folder["target"]]);
        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("CLU0774", refused.Error, StringComparison.Ordinal);
        Assert.Contains(Middle, refused.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetDirectories(_folder["target/nix/store"], "*-object-*"));
    }

    [Fact]
    public void A_store_is_sound_whenever_applying_is_killed_and_the_next_run_completes()
    {
        Create("all.bundle", "--split", "1M");
        string[] apply = ["bundle", "apply", _folder["all.bundle.parts"], "--no-check-sigs", "--quiet", "--to", _folder["target"]];
        TimeSpan whole = CluProcess.Time(apply);
        ObjectTree.Remove(_folder["target"]);
        int interrupted = 0;
        for (int round = 0; round < Kills; round++)
        {
            bool killed = CluProcess.Kill(apply, ref whole, _random);
            interrupted += killed ? 1 : 0;
            if (File.Exists(_folder["target/nix/var/nix/db/schema"]))
                new NixStore(_folder["target"]).Verify();
            // A run that was faster than its killer left nothing that the next one could be interrupted at.
            if (!killed || round % 3 == 2)
                ObjectTree.Remove(_folder["target"]);
        }

        Assert.InRange(interrupted, Kills / 4, Kills);
        TimeSpan half = whole / 2;
        CluProcess.Kill(apply, ref half, _random);
        CluProcess.Run(apply).Succeeded();
        AssertWhole("target");
    }

    [Fact]
    public void A_killed_creation_leaves_no_bundle_and_the_next_run_makes_the_same()
    {
        Create("all.bundle");
        byte[] wanted = File.ReadAllBytes(_folder["all.bundle"]);
        string[] create = ["bundle", "create", "--quiet", "--from", Source, Top, "-o", _folder["again.bundle"]];
        TimeSpan whole = CluProcess.Time(create);
        File.Delete(_folder["again.bundle"]);
        for (int round = 0; round < Kills / 2; round++)
        {
            bool killed = CluProcess.Kill(create, ref whole, _random);
            Assert.True(!killed || !File.Exists(_folder["again.bundle"]) || File.ReadAllBytes(_folder["again.bundle"]).AsSpan().SequenceEqual(wanted));
        }

        CluProcess.Run(create).Succeeded();
        Assert.Equal(wanted, File.ReadAllBytes(_folder["again.bundle"]));
        Assert.DoesNotContain(Directory.GetFiles(_folder.Path), file => file.EndsWith(".part", StringComparison.Ordinal));
    }

    [Fact]
    public void Parts_are_checked_by_sha256sum_and_joined_by_cat()
    {
        Create("u.bundle", "--split", "1M");
        Create("whole.bundle");
        Tool.RunWith("sha256sum", ["--check", "--strict", "--quiet", "u.bundle.parts"], folder: _folder.Path).Succeeded();
        ToolResult joined = Tool.RunWith("sh", ["-c", "cat u.bundle.0*"], folder: _folder.Path);
        Assert.Equal(File.ReadAllBytes(_folder["whole.bundle"]), joined.OutputBytes);
        Tool.Run("unsquashfs", "-stat", _folder["whole.bundle"]).Succeeded();
    }

    [Fact]
    public void A_flipped_bit_is_found_and_nothing_bad_is_registered()
    {
        Create("all.bundle");
        byte[] image = File.ReadAllBytes(_folder["all.bundle"]);
        image[image.Length / 2] ^= 1;
        File.WriteAllBytes(_folder["all.bundle"], image);
        Assert.Equal(3, CluProcess.Run(["bundle", "verify", "--no-trust", _folder["all.bundle"]]).ExitCode);
        Assert.NotEqual(0, CluProcess.Run(["bundle", "apply", _folder["all.bundle"], "--to", _folder["target"]]).ExitCode);
        new NixStore(_folder["target"]).Verify();
    }

    [Fact]
    public void The_list_is_read_by_jq()
    {
        CreateOf(Middle, "first.bundle");
        Create("second.bundle", "--since", _folder["first.bundle"]);
        ToolResult list = CluProcess.Run(["bundle", "list", _folder["second.bundle"], "--json"]).Succeeded();
        string paths = Tool.RunWith("jq", ["-r", ".base[], .objects[].path"], list.OutputBytes).Succeeded().Output;
        Assert.Equal([Middle, .. _paths.Skip(Objects / 2).Select(StoreDirectory.Default.Print).Order(StringComparer.Ordinal)], paths.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        using JsonDocument document = JsonDocument.Parse(list.OutputBytes);
        Assert.Equal("listed", document.RootElement.GetProperty("outcome").GetString());
    }

    private void Create(string name, params string[] more) => CreateOf(Top, name, more);

    private void CreateOf(string roots, string name, params string[] more) =>
        CluProcess.Run(["bundle", "create", "--quiet", "--from", Source, "-o", _folder[name], roots, .. more]).Succeeded();

    private void AssertWhole(string target)
    {
        Assert.Equal(Objects, new NixStore(_folder[target]).Requisites(_paths[^1]).Count);
        foreach (NixVersion version in Enum.GetValues<NixVersion>())
            new NixStore(_folder[target], version).Verify();
    }
}
