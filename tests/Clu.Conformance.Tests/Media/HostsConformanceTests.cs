using System.Text;
using Clu.Conformance.Tests.Stores;
using Clu.Images.Trees;
using Clu.Media.Hosts;
using Clu.Media.Inspection;
using Clu.Nix.BootSpecs;
using Clu.Nix.StorePaths;
using Clu.Stores.Local;
using Clu.Stores.Trees;
using Clu.Testing;

namespace Clu.Conformance.Tests.Media;

/// <summary>A medium with three hosts, two made of packages and one out of another store, taken apart by xorriso, unsquashfs, jq and Nix.</summary>
public sealed class HostsConformanceTests : IDisposable
{
    private readonly TempFolder _folder = new();

    [Fact]
    public void The_manifest_tells_what_outside_tools_find_on_the_medium()
    {
        string iso = Build();
        string[] extract = ["-osirrox", "on", "-indev", iso, "-extract", "/clu/manifest.json", _folder["manifest.json"], "-extract", "/nix-store.squashfs", _folder["store.squashfs"]];
        Tool.Run("xorriso", extract).Succeeded();
        byte[] text = File.ReadAllBytes(_folder["manifest.json"]);
        Assert.Equal(Tool.RunWith("jq", ["--sort-keys", "."], text).Succeeded().Output, Encoding.UTF8.GetString(text));
        MediumManifest manifest = ManifestJson.Read(text);
        Assert.Equal(["reference", "more", "other"], manifest.Hosts.Select(host => host.Name));
        Assert.Equal([HostKind.Reference, HostKind.Reference, HostKind.NixOS], manifest.Hosts.Select(host => host.Kind));

        Tool.Run("unsquashfs", "-no-progress", "-dest", _folder["registration"], _folder["store.squashfs"], "nix-path-registration").Succeeded();
        NixStore nix = new(_folder["nix"]);
        nix.LoadDatabase(File.ReadAllBytes(_folder["registration/nix-path-registration"]));
        MediumReport report = MediumInspector.InspectFile(iso, new InspectionOptions(), null, TestContext.Current.CancellationToken);
        Assert.Empty(report.Findings);
        StorePath live = StoreDirectory.Default.Parse(report.MenuEntries.First(entry => entry.Parameter("init") is not null).Parameter("init")![..^"/init".Length]);
        foreach (MediumHost host in manifest.Hosts)
        {
            string[] closure = [.. nix.Requisites(host.Toplevel)];
            Assert.Equal(closure.Order(StringComparer.Ordinal), host.Closure.Select(StoreDirectory.Default.Print).Order(StringComparer.Ordinal));
            Assert.Equal(closure.Sum(nix.Size), host.ClosureSize);
            IEnumerable<string> others = manifest.Hosts.Where(other => other != host).Select(other => other.Toplevel).Append(live).SelectMany(nix.Requisites);
            Assert.Equal(closure.Except(others).Sum(nix.Size), host.OwnSize);
        }

        // What the second has more is jq; what the first and the live system have is there once.
        Assert.InRange(manifest.Hosts[1].OwnSize, 1, manifest.Hosts[1].ClosureSize / 20);
        string[] entries = Tool.Run("unsquashfs", "-no-progress", "-ls", "-max-depth", "1", _folder["store.squashfs"]).Succeeded().Output
            .Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(entries.Distinct(), entries);
        Assert.All(manifest.Objects, info => Assert.Contains($"squashfs-root/{info.Path}", entries));
    }

    public void Dispose()
    {
        ObjectTree.Remove(_folder["other"]);
        ObjectTree.Remove(_folder["nix"]);
        _folder.Dispose();
    }

    /// <summary>The profile <c>minimal</c> with two hosts more, through the program that people use.</summary>
    private string Build()
    {
        string launcher = Path.Combine(RepositoryRoot.Path, "clu");
        foreach (string tool in new[] { "apt-get", "xorriso", "unsquashfs", "jq", "nix-store" })
            _ = Tool.Find(tool) ?? throw Tool.Missing(tool);
        string profile = File.ReadAllText(Path.Combine(RepositoryRoot.Path, "profiles", "minimal.toml")) + $"""

            [[host]]
            name = "more"
            like = "reference"
            packages = ["jq", "tree"]

            [[host]]
            name = "other"
            toplevel = "{_folder["other"]}/nix/store/{OtherSystem()}"
            """;
        File.WriteAllText(_folder["hosts.toml"], profile);
        string iso = _folder["hosts.iso"];
        Tool.RunWith(launcher, ["build", "iso", "--profile", _folder["hosts.toml"], "--output", iso], folder: RepositoryRoot.Path).Succeeded();
        return iso;
    }

    /// <summary>A system as NixOS lays it out, as small as it can be.</summary>
    private StorePath OtherSystem()
    {
        const string Name = "nixos-system-other-25.11";
        using LocalStore store = LocalStore.Open(_folder["other"]);
        ImageDirectory linux = new();
        linux.AddPath("bzImage", Text("the kernel"));
        StorePath kernel = store.Add("linux-6.12", linux, StoreReferences.None).Path;
        string self = StoreDirectory.Default.Print(SelfPlaceholder.For(Name));
        BootSpec boot = new() { System = "x86_64-linux", Label = "NixOS", Kernel = $"{StoreDirectory.Default.Print(kernel)}/bzImage", Toplevel = self, Init = $"{self}/init" };
        ImageDirectory tree = new();
        tree.AddPath("init", Text("#!/bin/sh\n"));
        tree.AddPath("bin/switch-to-configuration", Text("#!/bin/sh\n"));
        tree.AddPath("boot.json", new ImageFile(new MemoryContent(boot.Write()), UnixPermissions.ReadOnly));
        return store.Add(Name, tree, new StoreReferences([kernel], Self: true)).Path;
    }

    private static ImageFile Text(string text) => new(new MemoryContent(Encoding.UTF8.GetBytes(text)), UnixPermissions.ReadOnlyExecutable);
}
