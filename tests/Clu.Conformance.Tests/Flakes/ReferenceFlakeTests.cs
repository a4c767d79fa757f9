using System.IO.Compression;
using System.Text;
using Clu.Media.Descriptions;
using Clu.Nix.BootSpecs;
using Clu.Nix.StorePaths;
using Clu.Stores.Trees;
using Clu.Testing;

namespace Clu.Conformance.Tests.Flakes;

/// <summary>The flake that <c>tests/reference-flake/generate</c> writes, built by real Nix: what virtual machines boot of it is this, larger.</summary>
public sealed class ReferenceFlakeTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private string Flake => _folder["flake/flake"];

    [Theory]
    [InlineData(NixVersion.Installed)]
    [InlineData(NixVersion.Newest)]
    public void Nix_builds_systems_of_the_shape_of_those_that_the_sources_are(NixVersion version)
    {
        SmallSystem system = Generate();
        string toplevel = Build(version, "machine.config.system.build.toplevel");
        Assert.Equal(Names(NixTool.Run(version, "nix-store", "--store", $"local?root={system.Root}", "--query", "--requisites", Print(system.Machine))), Names(Requisites(version, toplevel)));

        BootSpec boot = BootSpec.Read(File.ReadAllBytes(Physical($"{toplevel}/boot.json")));
        Assert.Equal((toplevel, $"{toplevel}/init"), (boot.Toplevel, boot.Init));
        Assert.All([boot.Kernel, boot.Initrd!, boot.Init], path => Assert.True(File.Exists(Physical(path)), path));
        string closure = string.Join('\n', Requisites(version, toplevel));
        Assert.Contains(Target($"{Target($"{toplevel}/sw")}/bin/tool")[..43], closure, StringComparison.Ordinal);
        Assert.Equal("tool", Target($"{Target($"{toplevel}/sw")}/bin/same"));
        string programs = File.ReadAllText(Physical($"{Path.GetDirectoryName(Target($"{toplevel}/etc"))}/privileged-programs"));
        Assert.Contains(programs.Split(' ')[3][..43], closure, StringComparison.Ordinal);
        string script = File.ReadAllText(Physical($"{toplevel}/bin/switch-to-configuration"));
        Assert.Contains($"system={toplevel}\n", script, StringComparison.Ordinal);
        Assert.True(File.GetUnixFileMode(Physical($"{toplevel}/init")).HasFlag(UnixFileMode.UserExecute));

        string medium = Build(version, "installer.config.system.build.cluMedium");
        MediumDescription description = MediumDescriptionJson.Read(File.ReadAllBytes(Physical($"{medium}/medium.json")));
        Assert.Contains(Print(description.Toplevel), Requisites(version, medium));
        Assert.Equal("reference-flake", description.VolumeId);
    }

    [Theory]
    [InlineData(NixVersion.Installed)]
    [InlineData(NixVersion.Newest)]
    public void Another_name_package_and_driver_build_only_what_they_change_and_fetch_nothing(NixVersion version)
    {
        Generate();
        string before = Build(version, "machine.config.system.build.toplevel");
        Build(version, "installer.config.system.build.cluMedium");
        Directory.Delete(_folder["flake/parts"], recursive: true);
        Directory.CreateDirectory(_folder["flake/parts"]);
        File.WriteAllText(Path.Combine(Flake, "machine.nix"), """{ hostName = "other"; packages = [ "extra" ]; initrdModules = [ "two-b" ]; kernelParams = [ "quiet" ]; }""");

        string log = Nix(version, "build", "--offline", "--no-link", "machine.config.system.build.toplevel").Succeeded().Error;
        Assert.Equal(["etc", "initrd-linux-6.1", "nixos-system-machine-0.1", "system-path"], Built(log).Order(StringComparer.Ordinal));
        string after = OutPath(version, "machine.config.system.build.toplevel");
        Assert.NotEqual(before, after);

        BootSpec boot = BootSpec.Read(File.ReadAllBytes(Physical($"{after}/boot.json")));
        Assert.Equal(["loglevel=4", "quiet"], boot.KernelParameters);
        Assert.Equal(after, boot.Toplevel);
        Assert.Equal("loglevel=4 quiet", File.ReadAllText(Physical($"{after}/kernel-params")));
        string etc = Target($"{after}/etc");
        Assert.Equal(("other\n", "127.0.0.1 localhost\n127.0.1.1 other\n"), (File.ReadAllText(Physical($"{etc}/hostname")), File.ReadAllText(Physical($"{etc}/hosts"))));
        string environment = Target($"{after}/sw");
        Assert.All(["bin/extra", "bin/tool", "lib/extra.so", "share/tool/more", "share/tool/data"], path => Assert.NotNull(new FileInfo(Physical($"{environment}/{path}")).LinkTarget));
        string drivers = Unpack(Physical(boot.Initrd!));
        Assert.All(["init", "lib/modules/6.1/kernel/one.ko", "lib/modules/6.1/kernel/more/two-b.ko", "alias pci:2 two_b"], text => Assert.Contains(text, drivers, StringComparison.Ordinal));
        Assert.DoesNotContain("three", drivers, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        foreach (string store in new[] { "sources", "store" }.Select(name => _folder[name]).Where(Directory.Exists))
            ObjectTree.Remove(store);
        _folder.Dispose();
    }

    private SmallSystem Generate()
    {
        SmallSystem system = SmallSystem.Make(_folder["sources"]);
        foreach (string tool in new[] { "cpio", "jq", "sqlite3", "zstd", "nix" })
            _ = Tool.Find(tool) ?? throw Tool.Missing(tool);
        Tool.Run(
            Path.Combine(RepositoryRoot.Path, "tests/reference-flake/generate"),
            system.Root, _folder["flake"], $"installer={Print(system.Live)}", $"machine={Print(system.Machine)}").Succeeded();
        return system;
    }

    private string Build(NixVersion version, string attribute)
    {
        Nix(version, "build", "--no-link", attribute).Succeeded();
        return OutPath(version, attribute);
    }

    private string OutPath(NixVersion version, string attribute) => Nix(version, "eval", "--raw", attribute).Succeeded().Output;

    /// <summary>Runs Nix on an attribute of <c>nixosConfigurations</c>, the last argument, with a store of its own; what its derivations fetch is let in.</summary>
    private ToolResult Nix(NixVersion version, string verb, params string[] arguments)
    {
        Dictionary<string, string> environment = new(NixTool.Environment)
        {
            ["HOME"] = _folder["home"],
            ["NIX_CONFIG"] = $"{NixTool.Environment["NIX_CONFIG"]}\nsandbox = false\nsandbox-paths = {_folder["flake/parts"]}\n"
                // Unpacked beside its own libraries, it cannot start its hook for other machines.
                + (version == NixVersion.Newest ? "build-hook =\n" : ""),
        };
        return Tool.RunWith(
            NixTool.Command(version, "nix"), [verb, "--store", $"local?root={_folder["store"]}", .. arguments[..^1], $"path:{Flake}#nixosConfigurations.{arguments[^1]}"],
            environment: environment);
    }

    private string[] Requisites(NixVersion version, string path) => NixTool
        .Run(version, "nix-store", "--store", $"local?root={_folder["store"]}", "--query", "--requisites", path)
        .Succeeded().Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private static string[] Names(ToolResult requisites) => Names(requisites.Succeeded().Output.Split('\n', StringSplitOptions.RemoveEmptyEntries));

    private static string[] Names(IEnumerable<string> paths) => [.. paths.Select(path => path["/nix/store/".Length..][33..]).Order(StringComparer.Ordinal)];

    /// <summary>Names of the derivations that a log says were built.</summary>
    private static IEnumerable<string> Built(string log) => from line in log.Split('\n')
                                                            where line.StartsWith("building '/nix/store/", StringComparison.Ordinal)
                                                            select line["building '/nix/store/".Length..][33..].Split(".drv'")[0];

    private static string Unpack(string initrd)
    {
        using GZipStream archive = new(File.OpenRead(initrd), CompressionMode.Decompress);
        using StreamReader text = new(archive, Encoding.Latin1);
        return text.ReadToEnd();
    }

    private string Target(string link) => new FileInfo(Physical(link)).LinkTarget!;

    private string Physical(string path) => _folder["store"] + path;

    private static string Print(StorePath path) => StoreDirectory.Default.Print(path);
}
