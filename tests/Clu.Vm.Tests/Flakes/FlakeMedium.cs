using System.Text.Json;
using Clu.Stores.Trees;
using Clu.Testing;

namespace Clu.Vm.Tests.Flakes;

/// <summary>
/// The systems of the medium under test once more, as a flake in NixOS's shape that real Nix builds, and the medium that <c>clu build iso</c> makes of it.
/// Made once for all tests.
/// </summary>
public sealed class FlakeMedium : IDisposable
{
    private const string LiveConfiguration = """{ hosts = [ ]; specialisation.spoken = { kernelParams = [ "console=ttyS0" ]; }; }""";

    /// <summary>Keeps a package that it does not have, so that it can be added.</summary>
    private const string MachineConfiguration = """{ extraDependencies = [ "jq" ]; rebuildKit = { allow = [ "hostname" "package" "modules" ]; budget = "100 MB"; }; }""";

    private readonly TempFolder _folder = new();
    private readonly Lazy<string> _iso;

    /// <summary>Nothing is made before a test needs it.</summary>
    public FlakeMedium() => _iso = new Lazy<string>(Make);

    /// <summary>The medium; skips the test where it cannot be made.</summary>
    public string Iso => _iso.Value;

    /// <summary>Program of clu.</summary>
    public static string Clu => Path.Combine(RepositoryRoot.Path, "clu");

    private string Flake => _folder["fixture/flake"];

    private string Store => $"local?root={_folder["store"]}";

    public void Dispose()
    {
        foreach (string store in new[] { "sources", "store" }.Select(name => _folder[name]).Where(Directory.Exists))
            ObjectTree.Remove(store);
        _folder.Dispose();
    }

    private string Make()
    {
        using JsonDocument report = JsonDocument.Parse(Tool.Run(Clu, "inspect", MediumUnderTest.Path, "--json").Succeeded().Output);
        string live = report.RootElement.GetProperty("menu")[0].GetProperty("parameters").EnumerateArray()
            .Select(parameter => parameter.GetString()!).Single(parameter => parameter.StartsWith("init=", StringComparison.Ordinal))["init=".Length..^"/init".Length];
        string machine = report.RootElement.GetProperty("hosts")[0].GetProperty("toplevel").GetString()!;
        Tool.Run(Clu, "copy", "--from", $"iso:{MediumUnderTest.Path}", "--to", $"local?root={_folder["sources"]}", "--no-check-sigs", live, machine).Succeeded();
        Tool.Run(Path.Combine(RepositoryRoot.Path, "tests/reference-flake/generate"), _folder["sources"], _folder["fixture"], $"installer={live}", $"machine={machine}").Succeeded();
        File.WriteAllText(Path.Combine(Flake, "installer.nix"), LiveConfiguration);
        File.WriteAllText(Path.Combine(Flake, "machine.nix"), MachineConfiguration);

        // Both versions evaluate to the same derivations, and the older one builds them.
        string[] attributes = ["installer.config.system.build.cluMedium", "machine.config.system.build.toplevel"];
        foreach (string attribute in attributes)
            Assert.Equal(DerivationOf(NixVersion.Installed, attribute), DerivationOf(NixVersion.Newest, attribute));
        Nix(NixVersion.Installed, ["build", "--max-jobs", "2", "--no-link", .. attributes.Select(Reference)]).Succeeded();

        string iso = _folder["flake.iso"];
        Tool.RunWith(Clu, ["build", "iso", $"path:{Flake}#installer", $"path:{Flake}#machine", "--store", Store, "--output", iso, "--quiet"], environment: Environment(NixVersion.Installed))
            .Succeeded();
        return iso;
    }

    private string DerivationOf(NixVersion version, string attribute) => Nix(version, ["eval", "--raw", $"{Reference(attribute)}.drvPath"]).Succeeded().Output;

    private ToolResult Nix(NixVersion version, string[] arguments) =>
        Tool.RunWith(NixTool.Command(version, "nix"), [arguments[0], "--store", Store, .. arguments[1..]], environment: Environment(version));

    private string Reference(string attribute) => $"path:{Flake}#nixosConfigurations.{attribute}";

    private Dictionary<string, string> Environment(NixVersion version) => NixTool.Building(version, _folder["home"], _folder["fixture/parts"]);
}
