using System.Text.Json;
using Clu.Media.Hosts;
using Clu.Media.Inspection;
using Clu.Nix.StorePaths;
using Clu.Systems.Rebuilds;
using Clu.Testing;

namespace Clu.Conformance.Tests.Flakes;

/// <summary>What a configuration says in <c>clu.rebuildKit</c>, or the command line, is on the medium, and proven.</summary>
public sealed class ConfiguredKitTests
{
    public static TheoryData<NixVersion> Versions => [NixVersion.Installed, NixVersion.Newest];

    [Theory]
    [MemberData(nameof(Versions))]
    public void What_a_configuration_allows_is_carried_promised_and_proven(NixVersion version)
    {
        using TinyFlake flake = WithKits(version);
        flake.BuildIso("--live", $"{flake.Folder}#plain", $"{flake.Folder}#laptop", $"{flake.Folder}#server").Succeeded();

        MediumManifest manifest = Manifest(flake);
        Assert.Equal([null, "hostname, package", null], manifest.Hosts.Select(host => Changes(host.Offline!.Rebuild)));
        HostRebuild rebuild = manifest.Hosts[1].Offline!.Rebuild!;
        Assert.Equal("nixos-system-laptop-25.11.drv", rebuild.Derivation!.Name);
        Assert.Contains("bin", rebuild.Roots.Select(path => path.Name));
        using JsonDocument proof = JsonDocument.Parse(flake.RunWithoutNix("prove", "--json", flake["out.iso"]).Succeeded().OutputBytes);
        Assert.Equal(
            ["hostname", "package"],
            proof.RootElement.GetProperty("hosts")[1].GetProperty("changes").EnumerateArray().Select(change => change.GetProperty("name").GetString()));
    }

    [Fact]
    public void The_command_line_counts_before_the_configuration()
    {
        using TinyFlake flake = WithKits(NixVersion.Installed);
        string[] targets = ["--live", $"{flake.Folder}#described", $"{flake.Folder}#laptop", $"{flake.Folder}#server"];
        flake.BuildIso(targets).Succeeded();
        Assert.Equal(["disk", "hostname, package", null], Manifest(flake).Hosts.Select(host => Changes(host.Offline?.Rebuild)));

        flake.BuildIso(["--no-flake-inputs", "--rebuild-kit", "user,modules", .. targets]).Succeeded();
        Assert.All(Manifest(flake).Hosts, host =>
        {
            Assert.Equal("user, modules", Changes(host.Offline!.Rebuild));
            Assert.Null(host.Offline.Flake);
        });
        flake.RunWithoutNix("prove", flake["out.iso"]).Succeeded();
    }

    [Theory]
    [InlineData("CLU0745", "'desk' has no room for 'disk': the budget is 100 bytes", "--rebuild-budget", "100")]
    [InlineData("CLU0745", "'laptop' has no room for 'hostname' and 'package'", "--rebuild-budget", "100", "--live", "#plain", "#laptop")]
    [InlineData("CLU0727", "is for \"users\", and not for hostname, user, disk, modules, package", "#wrong-kit")]
    [InlineData("CLU0727", "is of \"much\", and not of a size such as 600 MB", "#wrong-budget")]
    [InlineData("CLU0901", "--rebuild-kit cannot be 'users'", "--rebuild-kit", "users")]
    public void What_does_not_fit_or_means_nothing_is_named(string code, string words, params string[] arguments)
    {
        using TinyFlake flake = WithKits(NixVersion.Installed);
        string[] all = [.. arguments.Contains("--live") ? [] : new[] { $"{flake.Folder}#described" }, .. arguments.Select(argument => argument[0] == '#' ? flake.Folder + argument : argument)];
        ToolResult result = flake.BuildIso(all);
        Assert.Contains($"error {code}: ", result.Error, StringComparison.Ordinal);
        Assert.Contains(words, result.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(flake["out.iso"]));
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public void What_the_system_was_built_of_and_the_store_has_no_more_is_built_again(NixVersion version)
    {
        using TinyFlake flake = WithKits(version);
        string tool = flake.NixBuild("built-by-tool", "tool");
        flake.NixBuild("built-by-tool", "toplevel");
        File.Delete(flake["built-by-tool-tool"]);
        NixTool.Run(version, "nix-store", "--store", flake.Store, "--delete", tool).Succeeded();

        flake.BuildIso("--live", $"{flake.Folder}#plain", $"{flake.Folder}#built-by-tool").Succeeded();
        Assert.Contains(tool, Manifest(flake).Hosts[1].Offline!.Rebuild!.Roots.Select(StoreDirectory.Default.Print));
        flake.RunWithoutNix("prove", flake["out.iso"]).Succeeded();
    }

    [Fact]
    public void Where_the_derivation_is_not_the_error_says_how_it_comes_there()
    {
        using TinyFlake flake = WithKits(NixVersion.Newest);
        string medium = flake.NixBuild("described", "cluMedium"), cache = $"file://{flake["binary-cache"]}";
        Assert.Contains("error CLU0728", flake.RunWithoutNix("build", "iso", "--from", flake.Store, medium, "--rebuild-kit", "user").Error, StringComparison.Ordinal);
        flake.Nix("copy", "--from", flake.Store, "--to", cache, medium).Succeeded();

        ToolResult result = flake.RunWithoutNix("build", "iso", "--from", cache, "--no-check-sigs", medium, "-o", flake["out.iso"]);
        Assert.Contains("error CLU0732: ", result.Error, StringComparison.Ordinal);
        Assert.Contains("nix copy --derivation --from", result.Error, StringComparison.Ordinal);
        Assert.Contains("keep-derivations", result.Error, StringComparison.Ordinal);
    }

    /// <summary>The flake with hosts that say what may be changed on them, and a medium that says it of its own.</summary>
    private static TinyFlake WithKits(NixVersion version)
    {
        TinyFlake flake = new(version);
        string file = Path.Combine(flake.Folder, "flake.nix"), text = File.ReadAllText(file);
        File.WriteAllText(file, text.Replace("laptop = host \"laptop\";", """
            laptop.config = (host "laptop").config // { clu.rebuildKit = { allow = [ "hostname" "package" ]; budget = "1 GB"; }; };
                    built-by-tool.config = let
                      tool = run "tool" { } "echo x > $out";
                      # It reads the tool, and does not refer to it.
                      etc = run "etc" { inherit tool; } "$b cat $tool > $out";
                      old = toplevel "built-by-tool" "";
                    in {
                      system.build = {
                        inherit tool;
                        toplevel = run "nixos-system-built-by-tool-25.11" { inherit etc old; } ''
                          $b cp -r $old $out
                          $b chmod -R u+w $out
                          $b sed -i "s|$old|$out|g" $out/boot.json
                          $b ln -s $etc $out/etc
                        '';
                      };
                      clu.rebuildKit.allow = [ "hostname" ];
                    };
                    wrong-kit.config = (host "x").config // { clu.rebuildKit.allow = [ "users" ]; };
                    wrong-budget.config = (host "x").config // { clu.rebuildKit = { allow = [ "user" ]; budget = "much"; }; };
                    described = installer {
                      inputs = [ ];
                      hosts = [{
                        name = "desk";
                        toplevel = "${toplevel "desk" ""}";
                        description = null;
                        hostname = null;
                        layout = null;
                        rebuild = { kit = null; allow = [ "disk" ]; budget = "600 MB"; };
                      }];
                    };
            """, StringComparison.Ordinal));
        return flake;
    }

    private static MediumManifest Manifest(TinyFlake flake) =>
        MediumInspector.InspectFile(flake["out.iso"], new InspectionOptions(), null, TestContext.Current.CancellationToken).Manifest!;

    private static string? Changes(HostRebuild? rebuild) => rebuild is null ? null : string.Join(", ", rebuild.Changes.Select(change => change.Word()));
}
