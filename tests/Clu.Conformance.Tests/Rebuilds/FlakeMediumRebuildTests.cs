using System.Text.Json;
using Clu.Conformance.Tests.Flakes;
using Clu.Conformance.Tests.Stores;
using Clu.Install.Personalising;
using Clu.Install.Populating;
using Clu.Media.Hosts;
using Clu.Media.Inspection;
using Clu.Systems.Rebuilds;
using Clu.Testing;

namespace Clu.Conformance.Tests.Rebuilds;

/// <summary>
/// From <c>clu build iso FLAKE#installer FLAKE#machine</c> to a machine that has no network interface and is built anew: what is there came from the medium alone.
/// </summary>
public sealed class FlakeMediumRebuildTests : IDisposable
{
    private const string Toplevel = "config.system.build.toplevel";

    private static readonly string[] _extra = ["hostname", "package", "modules"];

    private readonly ReferenceFlake _flake = new(makesMedia: true);

    public FlakeMediumRebuildTests()
    {
        WriteInstaller("{ hosts = []; efi = false; }");
        WriteMachine(_flake.Flake, "");
    }

    [Fact]
    public void A_machine_is_built_anew_without_a_network_by_what_its_medium_brought()
    {
        BuildIso($"{_flake.Flake}#installer", $"{_flake.Flake}#machine").Succeeded();
        using JsonDocument proof = JsonDocument.Parse(Clu("prove", "--json", _flake["out.iso"]).Succeeded().OutputBytes);
        Assert.True(proof.RootElement.GetProperty("holds").GetBoolean());
        Assert.Equal(_extra, proof.RootElement.GetProperty("hosts")[0].GetProperty("changes").EnumerateArray().Select(change => change.GetProperty("name").GetString()));
        MediumHost host = Assert.Single(Manifest().Hosts);
        // Where everything came from is gone.
        _flake.RemoveParts();
        Directory.Delete(_flake.Flake, recursive: true);

        foreach (NixVersion version in Enum.GetValues<NixVersion>())
            Rebuild(version, host);
    }

    [Fact]
    public void A_host_of_the_description_is_carried_like_one_of_the_command_line()
    {
        WriteInstaller("{ hosts = [ \"machine\" ]; efi = false; }");
        BuildIso($"{_flake.Flake}#installer").Succeeded();
        Clu("prove", _flake["out.iso"]).Succeeded();
        HostOffline offline = Assert.Single(Manifest().Hosts).Offline!;
        Assert.Equal("machine", offline.Flake!.Configuration);
        Assert.Equal(_extra, offline.Rebuild!.Changes.Select(change => change.Word()));
    }

    /// <summary>Through the program that people use, which has to be native to go onto a medium.</summary>
    [Fact]
    public void A_host_of_a_flake_goes_onto_a_medium_of_a_profile()
    {
        _ = Tool.Find("apt-get") ?? throw Tool.Missing("apt-get");
        Dictionary<string, string> environment = _flake.Variables(NixVersion.Installed);
        // What the tests of other media have downloaded serves here, too.
        environment.Remove("CLU_CACHE_DIR");
        environment.Remove("HOME");
        string launcher = Path.Combine(RepositoryRoot.Path, "clu");
        Tool.RunWith(
            launcher,
            ["build", "iso", "--profile", "minimal", "--compression-level", "1", "--store", _flake.Store, "-o", _flake["out.iso"], $"{_flake.Flake}#machine"],
            folder: RepositoryRoot.Path, environment: environment).Succeeded();

        using JsonDocument proof = JsonDocument.Parse(Tool.RunWith(launcher, ["prove", "--json", "--host", "machine", _flake["out.iso"]], environment: environment).Succeeded().OutputBytes);
        Assert.Equal(_extra, proof.RootElement.GetProperty("hosts")[0].GetProperty("changes").EnumerateArray().Select(change => change.GetProperty("name").GetString()));
        MediumHost[] hosts = [.. Manifest().Hosts];
        Assert.Equal(["reference", "machine"], hosts.Select(host => host.Name));
        Assert.Null(hosts[0].Offline);
        Assert.Equal("machine", hosts[1].Offline!.Flake!.Configuration);
    }

    public void Dispose() => _flake.Dispose();

    private void Rebuild(NixVersion version, MediumHost host)
    {
        string root = Directory.CreateDirectory(_flake[$"machine-{version}"]).FullName, source = ReferenceFlake.Print(host.Offline!.Flake!.Source);
        Population.Run(
            new PopulationRequest { MediumPath = _flake["out.iso"], Root = root, Toplevel = host.Toplevel, Kept = [.. host.Offline.Roots], BuildersGroup = null },
            TestContext.Current.CancellationToken);

        // The flake in the store is the system that runs.
        Assert.Equal(ReferenceFlake.Print(host.Toplevel), OnMachine(version, root, "nix", "eval", "--offline", "--raw", $"path:{source}#nixosConfigurations.machine.{Toplevel}").Succeeded().Output);
        Assert.Empty(ReferenceFlake.Built(OnMachine(version, root, "nix", "build", "--offline", "--no-link", $"path:{source}#nixosConfigurations.machine.{Toplevel}").Succeeded().Error));

        // A copy of it is changed again and again, with garbage collected in between.
        OnMachine(version, root, "cp", "-r", source, _flake[$"copy-{version}"]).Succeeded();
        string copy = _flake[$"copy-{version}"];
        Tool.Run("chmod", "-R", "u+w", copy).Succeeded();
        foreach ((string said, string[] built) in new[]
        {
            ("hostName = \"kitchen\";", new[] { "etc", "nixos-system-machine-0.1" }),
            ("hostName = \"kitchen\"; packages = [ \"extra\" ];", ["nixos-system-machine-0.1", "system-path"]),
            ("hostName = \"kitchen\"; packages = [ \"extra\" ]; initrdModules = [ \"two-b\" ];", ["initrd-linux-6.1", "nixos-system-machine-0.1"]),
        })
        {
            WriteMachine(copy, said);
            ToolResult rebuild = OnMachine(version, root, "sh", Path.Combine(copy, "rebuild"), "boot", "machine").Succeeded();
            Assert.Equal(built, ReferenceFlake.Built(rebuild.Error).Order(StringComparer.Ordinal));
            OnMachine(version, root, "nix-store", "--gc").Succeeded();
        }

        string system = OnMachine(version, root, "readlink", "-f", "/nix/var/nix/profiles/system").Succeeded().Output.Trim();
        Assert.Equal("kitchen\n", OnMachine(version, root, "cat", $"{system}/etc/hostname").Succeeded().Output);
        OnMachine(version, root, "test", "-e", $"{system}/sw/bin/extra").Succeeded();

        // What clu install leaves in /etc/nixos extends the same flake.
        string etc = Directory.CreateDirectory(Path.Combine(root, "etc/nixos")).FullName;
        File.WriteAllText(Path.Combine(etc, "flake.nix"), NixConfigurationFiles.Flake("cellar", host.Offline.Flake));
        File.WriteAllText(Path.Combine(etc, "configuration.nix"), "{ pkgs, ... }: { networking.hostName = \"cellar\"; environment.systemPackages = [ pkgs.extra ]; }\n");
        OnMachine(version, root, "sh", Path.Combine(copy, "rebuild"), "boot", "cellar", etc).Succeeded();
        Assert.Equal("cellar\n", OnMachine(version, root, "sh", "-c", "cat /nix/var/nix/profiles/system/etc/hostname").Succeeded().Output);

        // A changed copy takes the flake's place there.
        WriteMachine(copy, "kernelParams = [ \"debug\" ];");
        ToolResult overridden = OnMachine(
            version, root, "nix", "build", "--offline", "--no-link", "--override-input", "system", $"path:{copy}", $"path:{etc}#nixosConfigurations.cellar.{Toplevel}").Succeeded();
        Assert.Equal(["nixos-system-machine-0.1"], ReferenceFlake.Built(overridden.Error));

        // It was the kit that did it: without it a name cannot be changed.
        Directory.Delete(Path.Combine(root, "nix/var/nix/gcroots/clu"), recursive: true);
        OnMachine(version, root, "nix-store", "--gc").Succeeded();
        WriteMachine(copy, "hostName = \"attic\";");
        Assert.NotEqual(0, OnMachine(version, root, "sh", Path.Combine(copy, "rebuild"), "boot", "machine").ExitCode);
    }

    /// <summary>Runs a command where the machine's store is /nix, nothing is in /run, and no interface is.</summary>
    private ToolResult OnMachine(NixVersion version, string root, string command, params string[] arguments)
    {
        Dictionary<string, string> environment = _flake.Variables(version);
        environment["PATH"] = version == NixVersion.Installed
            ? Environment.GetEnvironmentVariable("PATH")!
            : $"{Path.GetDirectoryName(NixTool.Command(version, "nix"))}:{Environment.GetEnvironmentVariable("PATH")}";
        return Tool.RunWith(
            "unshare",
            [
                "-m", "-n", "sh", "-ec", $"mount --make-rprivate / && mount -t tmpfs tmpfs /run && mount --bind '{root}/nix' /nix && exec \"$@\"", "-",
                command, .. arguments,
            ],
            environment: environment);
    }

    private void WriteInstaller(string text) => File.WriteAllText(Path.Combine(_flake.Flake, "installer.nix"), text);

    private static void WriteMachine(string flake, string said) => File.WriteAllText(
        Path.Combine(flake, "machine.nix"),
        $$"""{ {{said}} extraDependencies = [ "extra" ]; rebuildKit = { allow = [ {{string.Join(' ', _extra.Select(word => $"\"{word}\""))}} ]; budget = "20 MB"; }; }""");

    private ToolResult BuildIso(params string[] targets) => Clu(["build", "iso", "--no-check", "--store", _flake.Store, "-o", _flake["out.iso"], .. targets]);

    private ToolResult Clu(params string[] arguments) => CluTool.Run(_flake.Variables(NixVersion.Installed), arguments);

    private MediumManifest Manifest() => MediumInspector.InspectFile(_flake["out.iso"], new InspectionOptions(), null, TestContext.Current.CancellationToken).Manifest!;
}
