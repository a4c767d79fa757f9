using Clu.Media.Hosts;
using Clu.Media.Inspection;
using Clu.Nix.StorePaths;
using Clu.Systems.Flakes;
using Clu.Testing;

namespace Clu.Conformance.Tests.Flakes;

/// <summary>Hosts that are named as targets bring their flake with all its inputs, as real Nix has it in its store.</summary>
public sealed class CarriedFlakeTests
{
    public static TheoryData<NixVersion> Versions => [NixVersion.Installed, NixVersion.Newest];

    [Theory]
    [MemberData(nameof(Versions))]
    public void Hosts_bring_their_flake_and_all_its_inputs_by_themselves(NixVersion version)
    {
        using TinyFlake flake = WithInputs(version);
        flake.BuildIso("--live", $"{flake.Folder}#plain", $"{flake.Folder}#laptop", $"{flake.Folder}#server").Succeeded();

        MediumManifest manifest = Manifest(flake);
        string source = flake.Metadata(flake.Folder).GetProperty("path").GetString()!;
        Assert.Equal(["desk", "laptop", "server"], manifest.Hosts.Select(host => host.Name));
        // The host that the description has is called as its configuration is, but for the capital.
        Assert.Equal(["Desk", "laptop", "server"], manifest.Hosts.Select(host => host.Offline!.Flake!.Configuration));
        Assert.All(manifest.Hosts, host =>
        {
            HostOffline offline = host.Offline!;
            Assert.Equal((source, ""), (Print(offline.Flake!.Source), offline.Flake!.Directory));
            Assert.Equal(["lib", "lib/data"], offline.Inputs.Select(input => input.Name));
            Assert.Equal("lib", Assert.Single(offline.Registry.Entries).From.Text("id"));
            Assert.Equal(OfflineFlake.Settings, offline.NixConf);
            Assert.Superset(offline.Roots.ToHashSet(), offline.Closure.ToHashSet());
        });
        flake.RunWithoutNix("prove", flake["out.iso"]).Succeeded();
    }

    [Fact]
    public void Without_their_inputs_hosts_bring_no_flake()
    {
        using TinyFlake flake = WithInputs(NixVersion.Installed);
        flake.BuildIso("--no-flake-inputs", "--live", $"{flake.Folder}#plain", $"{flake.Folder}#laptop").Succeeded();
        Assert.All(Manifest(flake).Hosts, host => Assert.Null(host.Offline));
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public void A_flake_in_a_folder_of_a_repository_is_found_there(NixVersion version)
    {
        using TinyFlake flake = WithInputs(version);
        string below = Directory.CreateDirectory(Path.Combine(flake.Folder, "machines/flake")).FullName;
        foreach (string file in new[] { "flake.nix", "notes.txt", "bin", "grub" })
            Tool.Run("cp", "-r", Path.Combine(flake.Folder, file), below).Succeeded();
        Tool.Run("git", "-C", flake.Folder, "add", "--all", "machines").Succeeded();
        flake.BuildIso("--live", $"{below}#plain", $"{below}#laptop").Succeeded();

        HostOffline offline = Manifest(flake).Hosts.Single(host => host.Name == "laptop").Offline!;
        Assert.Equal((flake.Metadata(below).GetProperty("path").GetString(), "machines/flake"), (Print(offline.Flake!.Source), offline.Flake!.Directory));
        Assert.Equal(["lib", "lib/data"], offline.Inputs.Select(input => input.Name));
        flake.RunWithoutNix("prove", flake["out.iso"]).Succeeded();
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public void An_input_that_cannot_be_had_is_an_error_with_the_way_around(NixVersion version)
    {
        using TinyFlake flake = WithInputs(version);
        flake.Nix("flake", "lock", flake.Folder).Succeeded();
        Directory.Delete(flake["data"], recursive: true);

        ToolResult result = flake.BuildIso("--offline", "--live", $"{flake.Folder}#plain", $"{flake.Folder}#laptop");
        Assert.Contains("error CLU0726: ", result.Error, StringComparison.Ordinal);
        Assert.Contains("--no-flake-inputs", result.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(flake["out.iso"]));
        flake.BuildIso("--offline", "--no-flake-inputs", "--live", $"{flake.Folder}#plain", $"{flake.Folder}#laptop").Succeeded();
    }

    [Fact]
    public void A_host_by_its_store_path_brings_nothing()
    {
        using TinyFlake flake = WithInputs(NixVersion.Installed);
        string medium = flake.NixBuild("plain", "cluMedium"), laptop = flake.NixBuild("laptop", "toplevel");
        flake.RunWithoutNix("build", "iso", "--from", flake.Store, medium, laptop, "-o", flake["out.iso"]).Succeeded();
        Assert.All(Manifest(flake).Hosts, host => Assert.Null(host.Offline));

        // The description's host that is named as a target besides brings its flake.
        File.WriteAllText(flake["flake/flake.nix"], File.ReadAllText(flake["flake/flake.nix"]).Replace("Desk = ", "desk = host \"desk\";\n        Desk = ", StringComparison.Ordinal));
        flake.BuildIso(medium, $"{flake.Folder}#desk").Succeeded();
        MediumHost desk = Assert.Single(Manifest(flake).Hosts);
        Assert.Equal(("desk", "desk"), (desk.Name, desk.Offline!.Flake!.Configuration));
    }

    /// <summary>The flake with an input that has an input; nothing of them is needed to evaluate it.</summary>
    private static TinyFlake WithInputs(NixVersion version)
    {
        TinyFlake flake = new(version);
        Write(flake["data/text"], "data\n");
        Write(flake["lib/flake.nix"], $$"""{ inputs.data = { url = "path:{{flake["data"]}}"; flake = false; }; outputs = _: { value = 1; }; }""");
        string file = Path.Combine(flake.Folder, "flake.nix"), text = File.ReadAllText(file);
        File.WriteAllText(file, text.Replace("outputs = { self }:", $"inputs.lib.url = \"path:{flake["lib"]}\";\n  outputs = {{ self, ... }}:", StringComparison.Ordinal));
        return flake;
    }

    private static void Write(string file, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }

    private static MediumManifest Manifest(TinyFlake flake) =>
        MediumInspector.InspectFile(flake["out.iso"], new InspectionOptions(), null, TestContext.Current.CancellationToken).Manifest!;

    private static string Print(StorePath path) => StoreDirectory.Default.Print(path);
}
