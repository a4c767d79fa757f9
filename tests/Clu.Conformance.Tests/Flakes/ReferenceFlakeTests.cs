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
    private readonly ReferenceFlake _flake = new();

    [Theory]
    [InlineData(NixVersion.Installed)]
    [InlineData(NixVersion.Newest)]
    public void Nix_builds_systems_of_the_shape_of_those_that_the_sources_are(NixVersion version)
    {
        SmallSystem system = _flake.Sources;
        string toplevel = _flake.Build(version, "machine.config.system.build.toplevel");
        Assert.Equal(Names(NixTool.Run(version, "nix-store", "--store", $"local?root={system.Root}", "--query", "--requisites", ReferenceFlake.Print(system.Machine))), Names(_flake.Requisites(version, toplevel)));

        BootSpec boot = BootSpec.Read(File.ReadAllBytes(_flake.Physical($"{toplevel}/boot.json")));
        Assert.Equal((toplevel, $"{toplevel}/init"), (boot.Toplevel, boot.Init));
        Assert.All([boot.Kernel, boot.Initrd!, boot.Init], path => Assert.True(File.Exists(_flake.Physical(path)), path));
        string closure = string.Join('\n', _flake.Requisites(version, toplevel));
        Assert.Contains(_flake.Target($"{_flake.Target($"{toplevel}/sw")}/bin/tool")[..43], closure, StringComparison.Ordinal);
        Assert.Equal("tool", _flake.Target($"{_flake.Target($"{toplevel}/sw")}/bin/same"));
        string programs = File.ReadAllText(_flake.Physical($"{Path.GetDirectoryName(_flake.Target($"{toplevel}/etc"))}/privileged-programs"));
        Assert.Contains(programs.Split(' ')[3][..43], closure, StringComparison.Ordinal);
        string script = File.ReadAllText(_flake.Physical($"{toplevel}/bin/switch-to-configuration"));
        Assert.Contains($"system={toplevel}\n", script, StringComparison.Ordinal);
        Assert.True(File.GetUnixFileMode(_flake.Physical($"{toplevel}/init")).HasFlag(UnixFileMode.UserExecute));

        string medium = _flake.Build(version, "installer.config.system.build.cluMedium");
        MediumDescription description = MediumDescriptionJson.Read(File.ReadAllBytes(_flake.Physical($"{medium}/medium.json")));
        Assert.Contains(ReferenceFlake.Print(description.Toplevel), _flake.Requisites(version, medium));
        Assert.Equal("reference-flake", description.VolumeId);
    }

    [Theory]
    [InlineData(NixVersion.Installed)]
    [InlineData(NixVersion.Newest)]
    public void Another_name_package_and_driver_build_only_what_they_change_and_fetch_nothing(NixVersion version)
    {
        string before = _flake.Build(version, "machine.config.system.build.toplevel");
        _flake.Build(version, "installer.config.system.build.cluMedium");
        _flake.RemoveParts();
        File.WriteAllText(Path.Combine(_flake.Flake, "machine.nix"), """{ hostName = "other"; packages = [ "extra" ]; initrdModules = [ "two-b" ]; kernelParams = [ "quiet" ]; }""");

        string log = _flake.Nix(version, "build", "--offline", "--no-link", "machine.config.system.build.toplevel").Succeeded().Error;
        Assert.Equal(["etc", "initrd-linux-6.1", "nixos-system-machine-0.1", "system-path"], ReferenceFlake.Built(log).Order(StringComparer.Ordinal));
        string after = _flake.OutPath(version, "machine.config.system.build.toplevel");
        Assert.NotEqual(before, after);

        BootSpec boot = BootSpec.Read(File.ReadAllBytes(_flake.Physical($"{after}/boot.json")));
        Assert.Equal(["loglevel=4", "quiet"], boot.KernelParameters);
        Assert.Equal(after, boot.Toplevel);
        Assert.Equal("loglevel=4 quiet", File.ReadAllText(_flake.Physical($"{after}/kernel-params")));
        string etc = _flake.Target($"{after}/etc");
        Assert.Equal(("other\n", "127.0.0.1 localhost\n127.0.1.1 other\n"), (File.ReadAllText(_flake.Physical($"{etc}/hostname")), File.ReadAllText(_flake.Physical($"{etc}/hosts"))));
        string environment = _flake.Target($"{after}/sw");
        Assert.All(["bin/extra", "bin/tool", "lib/extra.so", "share/tool/more", "share/tool/data"], path => Assert.NotNull(new FileInfo(_flake.Physical($"{environment}/{path}")).LinkTarget));
        string drivers = Unpack(_flake.Physical(boot.Initrd!));
        Assert.All(["init", "lib/modules/6.1/kernel/one.ko", "lib/modules/6.1/kernel/more/two-b.ko", "alias pci:2 two_b"], text => Assert.Contains(text, drivers, StringComparison.Ordinal));
        Assert.DoesNotContain("three", drivers, StringComparison.Ordinal);
    }

    public void Dispose() => _flake.Dispose();

    private static string[] Names(ToolResult requisites) => Names(requisites.Succeeded().Output.Split('\n', StringSplitOptions.RemoveEmptyEntries));

    private static string[] Names(IEnumerable<string> paths) => [.. paths.Select(path => path["/nix/store/".Length..][33..]).Order(StringComparer.Ordinal)];

    private static string Unpack(string initrd)
    {
        using GZipStream archive = new(File.OpenRead(initrd), CompressionMode.Decompress);
        using StreamReader text = new(archive, Encoding.Latin1);
        return text.ReadToEnd();
    }
}
