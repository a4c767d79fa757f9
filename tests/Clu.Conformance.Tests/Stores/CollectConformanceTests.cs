using Clu.Nix.StorePaths;
using Clu.Stores.Collecting;
using Clu.Stores.Local;
using Clu.Stores.Roots;
using Clu.Stores.Trees;
using Clu.Testing;

namespace Clu.Conformance.Tests.Stores;

/// <summary>What clu keeps and deletes is what Nix keeps and deletes.</summary>
public sealed class CollectConformanceTests : IDisposable
{
    // Two derivations, one the input of the other, and a source.
    private const string Expression = """
        let base = derivation { name = "base"; system = "x86_64-linux"; builder = "/bin/sh"; args = [ "-c" "echo base > $out" ]; };
        in derivation { name = "top"; system = "x86_64-linux"; builder = "/bin/sh"; args = [ "-c" "echo ${base} > $out" ]; src = builtins.toFile "src" "text"; }
        """;

    private static readonly NixVersion[] _versions = Enum.GetValues<NixVersion>();

    private readonly TempFolder _folder = new();

    public static TheoryData<NixVersion, bool, bool> Rules
    {
        get
        {
            TheoryData<NixVersion, bool, bool> rules = [];
            foreach (NixVersion version in _versions)
            {
                foreach ((bool outputs, bool derivations) in (ReadOnlySpan<(bool, bool)>)[(false, false), (false, true), (true, false), (true, true)])
                    rules.Add(version, outputs, derivations);
            }

            return rules;
        }
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        foreach (string root in Directory.GetDirectories(_folder.Path))
            ObjectTree.Remove(root);
        _folder.Dispose();
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void Clu_collects_what_nix_collects(NixVersion version, bool outputs, bool derivations)
    {
        Fill();
        using (LocalStore ours = LocalStore.Open(_folder["ours"]))
        {
            KeepRules rules = new(outputs, derivations);
            IEnumerable<string> planned = ours.Plan(new CollectionRequest { Rules = rules }).Dead.Select(node => ours.Directory.Print(node.Path));
            string[] options = ["--option", "keep-outputs", outputs ? "true" : "false", "--option", "keep-derivations", derivations ? "true" : "false"];
            string dead = Nix(version, "theirs", ["nix-store", "--gc", "--print-dead", .. options]);
            // Nix lists what belongs to no object among the dead.
            Assert.Equal(Lines(dead).Intersect(Known("theirs")), planned.Order(StringComparer.Ordinal));
            Nix(version, "theirs", ["nix-store", "--gc", .. options]);
            ours.Collect(new CollectionRequest { Rules = rules }, null, Cancellation);
        }

        Assert.Equal(Entries("theirs/nix/store"), Entries("ours/nix/store"));
        Assert.Equal(Entries("theirs/nix/var/nix/gcroots/auto"), Entries("ours/nix/var/nix/gcroots/auto"));
        new NixStore(_folder["ours"], version).Verify();
        Assert.Equal(Known("theirs"), Known("ours"));
    }

    [Theory]
    [InlineData(NixVersion.Installed)]
    [InlineData(NixVersion.Newest)]
    public void Clu_finds_the_roots_that_nix_finds(NixVersion version)
    {
        Fill();
        using LocalStore store = LocalStore.Open(_folder["ours"]);
        IEnumerable<string> found = store.Roots().Select(root => $"{root.Source} -> {store.Directory.Print(root.Path)}");
        Assert.Equal(Roots(version, "ours"), found.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(NixVersion.Installed)]
    [InlineData(NixVersion.Newest)]
    public void Roots_are_named_alike_and_each_removes_the_others(NixVersion version)
    {
        Fill();
        string source = Known("ours").Single(path => path.EndsWith("-src", StringComparison.Ordinal));
        string link = _folder["a link"];
        Nix(version, "theirs", "nix-store", "--add-root", link, "--realise", source);
        using (LocalStore store = LocalStore.Open(_folder["ours"]))
            store.AddRoot(store.Directory.Parse(source), link);
        Assert.Equal(Entries("theirs/nix/var/nix/gcroots/auto"), Entries("ours/nix/var/nix/gcroots/auto"));
        using (LocalStore store = LocalStore.Open(_folder["theirs"]))
            store.RemoveRoot(link);
        Assert.DoesNotContain(Roots(version, "theirs"), root => root.StartsWith(link, StringComparison.Ordinal));
        Nix(version, "ours", "nix-store", "--gc");
        Assert.Equal(Entries("theirs/nix/var/nix/gcroots/auto").Order(), Entries("ours/nix/var/nix/gcroots/auto").Order());
    }

    [Theory]
    [InlineData(NixVersion.Installed)]
    [InlineData(NixVersion.Newest)]
    public void Clu_deletes_what_nix_deletes_and_refuses_what_nix_refuses(NixVersion version)
    {
        Fill();
        foreach (string path in Known("ours"))
        {
            foreach (bool ignore in (bool[])[false, true])
            {
                string[] options = ignore ? ["--ignore-liveness"] : [];
                // Nix 2.8 keeps derivations of what lives here, too; later versions do not.
                bool theirs = NixTool.Run(version, "nix-store", [
                    "--store", $"local?root={_folder["theirs"]}", "--delete", path, "--option", "keep-derivations", "false", .. options]).ExitCode == 0;
                Assert.True(theirs == (CluProcess.Run(["delete", "--quiet", "--store", _folder["ours"], path, .. options]).ExitCode == 0), $"{path} {ignore}");
                if (theirs)
                    break;
            }
        }

        Assert.Equal(Entries("theirs/nix/store"), Entries("ours/nix/store"));
        new NixStore(_folder["ours"], version).Verify();
    }

    [Theory]
    [InlineData(NixVersion.Installed)]
    [InlineData(NixVersion.Newest)]
    public void Nix_does_not_wait_for_clu_and_spares_what_clu_just_wrote(NixVersion version)
    {
        using LocalStore store = LocalStore.Open(_folder["store"]);
        StorePath placed = store.Place("placed", StoreSamples.Tree("placed"), StoreReferences.None).Path;
        StorePath added = store.Add("added", StoreSamples.Tree("added"), StoreReferences.None).Path;
        string half = Path.Combine(_folder["store/nix/store"], TemporaryName());
        Directory.CreateDirectory(half);

        Assert.Contains(Roots(version, "store"), root => root.StartsWith($"{{temp:{Environment.ProcessId}", StringComparison.Ordinal));
        Nix(version, "store", "nix-store", "--gc");

        Assert.True(Directory.Exists(half));
        Assert.True(Directory.Exists(store.PhysicalPath(placed)));
        Assert.NotNull(store.Find(added));
        store.Dispose();
        Nix(version, "store", "nix-store", "--gc");
        Assert.Equal([".links"], Entries("store/nix/store"));
    }

    /// <summary>The name of what clu has half written, which its one root for such names protects.</summary>
    private string TemporaryName()
    {
        string roots = Directory.GetFiles(_folder["store/nix/var/nix/temproots"]).Single();
        string name = Tool.Run("cat", roots).Succeeded().Output.Split('\0').Single(path => path.Contains("clu=", StringComparison.Ordinal));
        return $"{Path.GetFileName(name)}1";
    }

    private void Fill()
    {
        File.WriteAllText(_folder["default.nix"], Expression);
        string[] derivations = Lines(Nix(NixVersion.Installed, "ours", "nix-instantiate", _folder["default.nix"]));
        using (LocalStore store = LocalStore.Open(_folder["ours"]))
        {
            StorePath top = StorePathOf(Lines(Nix(NixVersion.Installed, "ours", "nix-store", "--query", "--outputs", derivations[0]))[0]);
            StorePath low = StorePathOf(Lines(Nix(NixVersion.Installed, "ours", "nix-store", "--query", "--requisites", derivations[0])).Single(path => path.EndsWith("-base.drv", StringComparison.Ordinal)));
            Register(store, top, StorePathOf(derivations[0]));
            Register(store, StorePathOf(Lines(Nix(NixVersion.Installed, "ours", "nix-store", "--query", "--outputs", store.Directory.Print(low)))[0]), low);
            StorePath one = store.Add("one", StoreSamples.Tree("one"), StoreReferences.None).Path;
            StorePath two = store.Add("two", StoreSamples.Tree(store.Directory.Print(one)), new StoreReferences([one], Self: false)).Path;
            store.Add("three", StoreSamples.Tree("three"), StoreReferences.None);
            store.AddRoot(top, _folder["result"]);
            store.AddRoot(one, _folder["gone"]);
            File.CreateSymbolicLink(_folder["ours/nix/var/nix/profiles/p-1-link"], $"{store.Directory.Print(two)}/bin");
            File.CreateSymbolicLink(_folder["ours/nix/var/nix/profiles/p"], "p-1-link");
        }

        File.Delete(_folder["gone"]);
        Directory.CreateDirectory(_folder["ours/nix/store/11111111111111111111111111111111-never"]);
        File.WriteAllText(_folder["ours/nix/store/junk"], "");
        Tool.Run("cp", "-a", _folder["ours"], _folder["theirs"]).Succeeded();
    }

    /// <summary>Registers something as what a derivation made.</summary>
    private static void Register(LocalStore store, StorePath path, StorePath deriver)
    {
        Clu.Nix.StoreObjects.StoreObjectInfo model = store.Add(path.Name, StoreSamples.Tree(path.BaseName), StoreReferences.None);
        Tool.Run("cp", "-a", store.PhysicalPath(model.Path), store.PhysicalPath(path)).Succeeded();
        store.Register([model with { Path = path, Deriver = deriver, ContentAddress = null, Ultimate = true }]);
    }

    private static StorePath StorePathOf(string path) => StoreDirectory.Default.Parse(path);

    private string[] Known(string store)
    {
        using LocalStore opened = LocalStore.Open(_folder[store]);
        return [.. opened.Paths().Select(opened.Directory.Print)];
    }

    private string[] Roots(NixVersion version, string store) =>
        [.. Lines(Nix(version, store, "nix-store", "--gc", "--print-roots")).Select(line => line.Replace("\"", "", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    private string Nix(NixVersion version, string store, params string[] words) =>
        NixTool.Run(version, words[0], ["--store", $"local?root={_folder[store]}", .. words[1..]]).Succeeded().Output;

    private string[] Entries(string folder) =>
        [.. Directory.GetFileSystemEntries(_folder[folder]).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    private static string[] Lines(string text) => [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal)];
}
