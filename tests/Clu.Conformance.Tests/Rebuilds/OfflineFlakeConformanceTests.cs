using System.Text.Json;
using Clu.Install.Personalising;
using Clu.Install.Plans;
using Clu.Media.Hosts;
using Clu.Nix.ContentAddresses;
using Clu.Nix.Flakes;
using Clu.Nix.Hashing;
using Clu.Nix.StoreObjects;
using Clu.Nix.StorePaths;
using Clu.Stores;
using Clu.Stores.Copying;
using Clu.Stores.Local;
using Clu.Stores.Trees;
using Clu.Systems.Flakes;
using Clu.Testing;

namespace Clu.Conformance.Tests.Rebuilds;

/// <summary>
/// A machine as clu install leaves it, without any network interface: a real Nix, at the real /nix, resolves, evaluates and builds its flake. One of
/// the inputs is said to come from GitHub; where the others came from is gone.
/// </summary>
public sealed class OfflineFlakeConformanceTests : IDisposable
{
    private const string Revision = "0123456789abcdef0123456789abcdef01234567";

    private readonly TempFolder _folder = new();

    public static TheoryData<NixVersion> Versions => [NixVersion.Installed, NixVersion.Newest];

    public OfflineFlakeConformanceTests()
    {
        string busybox = Tool.Find("busybox") ?? throw Tool.Missing("busybox");
        Write("b/flake.nix", "{ outputs = _: { value = \"b\"; }; }");
        Write("a/flake.nix", "{ inputs.b.url = \"github:example/b\"; outputs = { b, ... }: { value = \"a\" + b.value; }; }");
        Write("data/text", "data");
        Write("desk/flake.nix", $$"""
            {
              inputs.a.url = "path:{{_folder["a"]}}";
              inputs.data = { url = "path:{{_folder["data"]}}"; flake = false; };
              outputs = { a, data, ... }:
                let
                  system = hostName: {
                    config.system.build.toplevel = derivation {
                      name = "nixos-system-${hostName}-1";
                      system = "x86_64-linux";
                      builder = "${./tools}/bin/sh";
                      args = [ "-c" "echo ${hostName} ${a.value} ${builtins.readFile "${data}/text"} > $out" ];
                    };
                    extendModules = { modules }: system (import (builtins.head modules) { }).networking.hostName;
                  };
                in
                { nixosConfigurations.desk = system "desk"; };
            }
            """);
        Directory.CreateDirectory(_folder["desk/tools/bin"]);
        File.Copy(busybox, _folder["desk/tools/bin/busybox"]);
        File.CreateSymbolicLink(_folder["desk/tools/bin/sh"], "busybox");
        using LocalStore store = LocalStore.Open(_folder["made"]);
        StoreAddition b = new(_folder["b"], FlakeInputs.ObjectName, ContentAddressMethod.Nar, store.Directory);
        b.AddTo(store, TestContext.Current.CancellationToken);
        Write("a/flake.lock", $$"""
            { "nodes": { "b": { "locked": { "lastModified": 1, "narHash": "{{b.Info.NarHash.Format(HashEncoding.Sri)}}", "owner": "example", "repo": "b", "rev": "{{Revision}}", "type": "github" },
              "original": { "owner": "example", "repo": "b", "type": "github" } }, "root": { "inputs": { "b": "b" } } }, "root": "root", "version": 7 }
            """);
    }

    public void Dispose()
    {
        foreach (string store in (string[])["made", "target"])
        {
            if (Directory.Exists(_folder[store]))
                ObjectTree.Remove(_folder[store]);
        }

        _folder.Dispose();
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public void Inputs_have_the_paths_that_nix_archives(NixVersion version)
    {
        Lock(version);
        using JsonDocument archive = JsonDocument.Parse(Nix(version, "flake", "archive", "--json", $"path:{_folder["desk"]}").Succeeded().OutputBytes);

        Assert.Equal(
            Inputs(archive.RootElement, "").OrderBy(input => input.Name, StringComparer.Ordinal),
            FlakeInputs.Of(FlakeLock.Parse(File.ReadAllBytes(_folder["desk/flake.lock"])))
                .Select(input => (input.Name, StoreDirectory.Default.Print(input.Path))).OrderBy(input => input.Name, StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public void An_installed_machine_evaluates_and_builds_its_flake_without_a_network(NixVersion version)
    {
        HostOffline offline = Install(version, _ => true);

        string metadata = OnTarget(version, "nix", "flake", "metadata", "--json", "a").Succeeded().Output;
        Assert.Contains(StoreDirectory.Default.Print(offline.Inputs.Single(input => input.Name == "a").Path), metadata, StringComparison.Ordinal);
        Assert.Equal("ab", OnTarget(version, "nix", "eval", "--raw", "a#value").Succeeded().Output);
        using JsonDocument built = JsonDocument.Parse(OnTarget(
            version, "nix", "build", "--no-link", "--json", $"path:{_folder["target/etc/nixos"]}#nixosConfigurations.kitchen.config.system.build.toplevel").Succeeded().OutputBytes);
        string path = built.RootElement[0].GetProperty("outputs").GetProperty("out").GetString()!;
        Assert.EndsWith("-nixos-system-kitchen-1", path, StringComparison.Ordinal);
        Assert.Equal("kitchen ab data\n", File.ReadAllText(_folder["target"] + path));
    }

    [Theory]
    [InlineData("a/b")]
    [InlineData("data")]
    public void Without_one_of_the_inputs_it_does_not(string missing)
    {
        Install(NixVersion.Installed, input => input.Name != missing);

        Assert.NotEqual(
            0, OnTarget(NixVersion.Installed, "nix", "build", "--no-link", $"path:{_folder["target/etc/nixos"]}#nixosConfigurations.kitchen.config.system.build.toplevel").ExitCode);
    }

    /// <summary>What clu build iso and clu install do with a flake: its source and inputs go into the target's store, registry and settings into its folders.</summary>
    private HostOffline Install(NixVersion version, Func<FlakeInput, bool> takes)
    {
        Lock(version);
        FlakeLock locked = FlakeLock.Parse(File.ReadAllBytes(_folder["desk/flake.lock"]));
        using LocalStore made = LocalStore.Open(_folder["made"]), target = LocalStore.Open(_folder["target"]);
        StoreAddition flake = new(_folder["desk"], FlakeInputs.ObjectName, ContentAddressMethod.Nar, made.Directory);
        flake.AddTo(made, TestContext.Current.CancellationToken);
        HostOffline offline = new()
        {
            Closure = [],
            ClosureSize = 0,
            Flake = new HostFlake(flake.Info.Path, "desk"),
            Inputs = FlakeInputs.Of(locked),
            Registry = OfflineFlake.Registry(FlakeInputs.Direct(locked).Values),
            NixConf = OfflineFlake.Settings,
        };
        StorePath[] taken = [flake.Info.Path, .. offline.Inputs.Where(takes).Select(input => input.Path)];
        IReadOnlyList<StoreObjectInfo> objects = StoreClosure.Of(made, taken);
        new ClosureCopy(made, target, new CopyOptions { CheckSignatures = false }).Run(new CopyPlan(objects, 0), null, TestContext.Current.CancellationToken);
        PersonalActions actions = new();
        FlakeFiles.Add(actions, offline, new StoreTargetFiles(target, flake.Info.Path));
        foreach (PlannedFile file in actions.Actions.OfType<InstallAction.WriteFile>().Select(write => write.File))
            Write($"target{file.Path}", System.Text.Encoding.UTF8.GetString(file.Content.Span).Replace("/etc/nix/", _folder["target/etc/nix/"], StringComparison.Ordinal));
        Write("target/etc/nixos/flake.nix", NixConfigurationFiles.Flake("kitchen", offline.Flake));
        Write("target/etc/nixos/configuration.nix", "{ ... }: { networking.hostName = \"kitchen\"; }\n");
        // Where the inputs came from is gone, as on another machine.
        foreach (string source in (string[])["a", "b", "data", "desk"])
            Directory.Delete(_folder[source], recursive: true);
        return offline;
    }

    private void Lock(NixVersion version) => Nix(version, "flake", "lock", $"path:{_folder["desk"]}").Succeeded();

    private ToolResult Nix(NixVersion version, params string[] arguments) => Tool.RunWith(
        "unshare", ["-n", NixTool.Command(version, "nix"), "--store", $"local?root={_folder["made"]}", .. arguments], null, NixTool.Environment);

    /// <summary>Runs a command where the target's store is /nix, and no interface is.</summary>
    private ToolResult OnTarget(NixVersion version, string command, params string[] arguments)
    {
        Directory.CreateDirectory(_folder["home"]);
        // Without build users and sandbox, which a test's machine need not have; everything else is the machine's own nix.conf.
        Dictionary<string, string> environment = new()
        {
            ["HOME"] = _folder["home"],
            ["NIX_CONF_DIR"] = _folder["target/etc/nix"],
            ["NIX_REMOTE"] = "",
            ["NIX_CONFIG"] = $"build-users-group =\nsandbox = false\nsubstitute = false\n{(version == NixVersion.Newest ? "build-hook =\n" : "")}",
        };
        return Tool.RunWith(
            "unshare",
            ["-m", "-n", "sh", "-ec", $"mount --make-rprivate / && mount --bind '{_folder["target/nix"]}' /nix && exec \"$@\"", "-", NixTool.Command(version, command), .. arguments],
            null,
            environment);
    }

    private static IEnumerable<(string Name, string Path)> Inputs(JsonElement flake, string above)
    {
        foreach (JsonProperty input in flake.GetProperty("inputs").EnumerateObject())
        {
            string name = above.Length == 0 ? input.Name : $"{above}/{input.Name}";
            yield return (name, input.Value.GetProperty("path").GetString()!);
            foreach ((string Name, string Path) below in Inputs(input.Value, name))
                yield return below;
        }
    }

    private void Write(string file, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_folder[file])!);
        File.WriteAllText(_folder[file], text);
    }
}
