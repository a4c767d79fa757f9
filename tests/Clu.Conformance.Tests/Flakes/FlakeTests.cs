using System.Text;
using System.Text.Json;
using Clu.Media.Descriptions;
using Clu.Stores.Trees;
using Clu.Systems.Rebuilds;
using Clu.Testing;

namespace Clu.Conformance.Tests.Flakes;

/// <summary>This repository is a flake, whose modules and templates real Nix evaluates.</summary>
public sealed class FlakeTests : IDisposable
{
    private readonly TempFolder _folder = new();

    [Theory]
    [InlineData(NixVersion.Installed)]
    [InlineData(NixVersion.Newest)]
    public void Nix_shows_and_checks_the_flake(NixVersion version)
    {
        CluFlake flake = new(_folder, version);
        string clu = $"path:{flake.Copy()}";
        string[] standIn = ["--override-input", "nixpkgs", $"path:{CluFlake.StandIn}", "--no-write-lock-file"];
        using JsonDocument shown = JsonDocument.Parse(flake.Nix(["flake", "show", "--json", clu, .. standIn]).Succeeded().OutputBytes);
        string[] outputs = [.. shown.RootElement.EnumerateObject().Select(output => output.Name).Order(StringComparer.Ordinal)];
        Assert.Equal(["checks", "lib", "nixosConfigurations", "nixosModules", "overlays", "packages", "templates"], outputs);
        Assert.Equal("clu-0.1.0", shown.RootElement.GetProperty("packages").GetProperty("x86_64-linux").GetProperty("clu").GetProperty("name").GetString());
        flake.NixInItsOwnPlace(["flake", "check", "--no-build", clu, .. standIn]).Succeeded();
    }

    [Theory]
    [InlineData(NixVersion.Installed, "installer")]
    [InlineData(NixVersion.Newest, "installer")]
    [InlineData(NixVersion.Installed, "fleet")]
    [InlineData(NixVersion.Newest, "fleet")]
    [InlineData(NixVersion.Installed, "offline")]
    [InlineData(NixVersion.Newest, "offline")]
    public void Templates_make_a_medium_that_carries_their_inputs_and_hosts_that_leave_open_what_is_a_machines(NixVersion version, string template)
    {
        CluFlake flake = new(_folder, version);
        string folder = flake.Lock(flake.Copy(), template);
        MediumDescription medium = Medium(flake, folder, "installer");
        Assert.Equal(["clu", "nixpkgs"], medium.Inputs.Select(input => input.Name));
        Assert.All(medium.Inputs, input => Assert.StartsWith("/nix/store/", input.Path.ToString(), StringComparison.Ordinal));
        Assert.NotNull(medium.Registry);
        Assert.Equal(template == "offline" ? ["machine"] : [], medium.Hosts.Select(host => host.Name.ToString()));
        Assert.All(medium.Hosts, host =>
        {
            Assert.Null(host.HostName);
            Assert.Equal([SystemChange.HostName, SystemChange.User, SystemChange.Package], host.Rebuild!.Allow);
        });

        foreach (string host in template == "fleet" ? ["desk", "server"] : new[] { "machine" })
        {
            using JsonDocument etc = JsonDocument.Parse(flake.Nix(
                "eval", "--json", $"path:{folder}#nixosConfigurations.{host}.config.environment.etc").Succeeded().OutputBytes);
            Assert.All(["fstab", "crypttab", "mdadm.conf", "hosts"], file => Assert.False(etc.RootElement.GetProperty(file).GetProperty("enable").GetBoolean()));
            Assert.Equal("version 1\ndisks\nboot-loader\n", etc.RootElement.GetProperty("clu/late-binding").GetProperty("text").GetString());
            Assert.Equal("\"\"", flake.Nix("eval", $"path:{folder}#nixosConfigurations.{host}.config.networking.hostName").Succeeded().Output.Trim());
            flake.Nix("eval", "--raw", $"path:{folder}#nixosConfigurations.{host}.config.system.build.toplevel.drvPath").Succeeded();
        }
    }

    [Theory]
    [InlineData(NixVersion.Installed)]
    [InlineData(NixVersion.Newest)]
    public void What_isoImage_says_is_in_medium_json(NixVersion version)
    {
        CluFlake flake = new(_folder, version);
        string clu = flake.Copy();
        string folder = flake.Lock(clu, "installer");
        File.WriteAllText(Path.Combine(folder, "flake.nix"), File.ReadAllText(Path.Combine(folder, "flake.nix")).Replace("modules = [\n            {\n", """
            modules = [
                        {
                          isoImage = {
                            volumeID = "MINE";
                            edition = "small";
                            contents = [ { source = ./machine.nix; target = "/machine.nix"; } ];
                            squashfsCompression = "xz -Xdict-size 100%";
                            prependToMenuLabel = "A ";
                            appendToMenuLabel = " B";
                            configurationName = "c";
                            showConfiguration = false;
                            forceTextMode = true;
                            makeBiosBootable = false;
                          };
                          boot.loader.timeout = null;

            """, StringComparison.Ordinal));
        MediumDescription medium = Medium(flake, folder, "installer");
        Assert.Equal(("MINE", "small", "A ", " B", "c"), (medium.VolumeId, medium.Edition, medium.PrependToMenuLabel, medium.AppendToMenuLabel, medium.ConfigurationName));
        Assert.Equal((false, true, false, true), (medium.ShowConfiguration, medium.ForceTextMode, medium.MakeBiosBootable, medium.MakeEfiBootable));
        Assert.Null(medium.Timeout);
        Assert.Equal("/machine.nix", Assert.Single(medium.Contents).Target);
    }

    [Theory]
    [InlineData(NixVersion.Installed)]
    [InlineData(NixVersion.Newest)]
    public void What_may_be_changed_is_said_at_the_host_or_over_it_at_the_medium(NixVersion version)
    {
        CluFlake flake = new(_folder, version);
        string folder = flake.Lock(flake.Copy(), "offline");
        Replace(Path.Combine(folder, "machine.nix"), "clu.rebuildKit.allow = [ \"hostname\" \"user\" \"package\" ];", """
            clu.rebuildKit = { allow = [ "user" "user" ]; budget = "600 MB"; };
            """);
        DescribedRebuild rebuild = Assert.Single(Medium(flake, folder, "installer").Hosts).Rebuild!;
        Assert.Equal([SystemChange.User], rebuild.Allow);
        Assert.Equal(600_000_000, rebuild.Budget);

        Replace(Path.Combine(folder, "flake.nix"), "# What may be changed is said in machine.nix.", "clu.installer.hosts.machine.rebuild.allow = [ \"disk\" ];");
        Assert.Equal([SystemChange.Disk], Assert.Single(Medium(flake, folder, "installer").Hosts).Rebuild!.Allow);

        Replace(Path.Combine(folder, "machine.nix"), "[ \"user\" \"user\" ]", "[ \"users\" ]");
        Assert.NotEqual(0, flake.Nix("eval", "--json", $"path:{folder}#nixosConfigurations.machine.config.clu.rebuildKit").ExitCode);
    }

    public void Dispose()
    {
        if (Directory.Exists(_folder["store"]))
            ObjectTree.Remove(_folder["store"]);
        _folder.Dispose();
    }

    private static void Replace(string file, string from, string to)
    {
        string text = File.ReadAllText(file);
        Assert.Contains(from, text, StringComparison.Ordinal);
        File.WriteAllText(file, text.Replace(from, to, StringComparison.Ordinal));
    }

    private static MediumDescription Medium(CluFlake flake, string folder, string name) => MediumDescriptionJson.Read(Encoding.UTF8.GetBytes(
        flake.Nix("eval", "--raw", $"path:{folder}#nixosConfigurations.{name}.config.system.build.cluMedium.text").Succeeded().Output));
}
