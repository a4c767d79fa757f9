using Clu.Nix.StorePaths;
using Clu.Stores.Trees;
using Clu.Testing;

namespace Clu.Conformance.Tests.Flakes;

/// <summary>What <c>tests/reference-flake/generate</c> writes of small systems, and a store in which real Nix builds it.</summary>
internal sealed class ReferenceFlake : IDisposable
{
    private readonly TempFolder _folder = new();

    /// <param name="makesMedia">Whether media can be made of it.</param>
    public ReferenceFlake(bool makesMedia = false)
    {
        Sources = SmallSystem.Make(_folder["sources"], makesMedia);
        foreach (string tool in new[] { "cpio", "jq", "sqlite3", "zstd", "nix" })
            _ = Tool.Find(tool) ?? throw Tool.Missing(tool);
        Tool.Run(
            Path.Combine(RepositoryRoot.Path, "tests/reference-flake/generate"),
            Sources.Root, _folder["flake"], $"installer={Print(Sources.Live)}", $"machine={Print(Sources.Machine)}").Succeeded();
    }

    /// <summary>The systems that it is made of.</summary>
    public SmallSystem Sources { get; }

    /// <summary>Its folder.</summary>
    public string Flake => _folder["flake/flake"];

    /// <summary>URL of the store that is built in.</summary>
    public string Store => $"local?root={_folder["store"]}";

    /// <summary>A path beside it.</summary>
    public string this[string name] => _folder[name];

    /// <summary>Takes away what its derivations fetch, as on another machine.</summary>
    public void RemoveParts()
    {
        Directory.Delete(_folder["flake/parts"], recursive: true);
        Directory.CreateDirectory(_folder["flake/parts"]);
    }

    /// <summary>Builds an attribute of <c>nixosConfigurations</c>.</summary>
    /// <returns>Its store path.</returns>
    public string Build(NixVersion version, string attribute)
    {
        Nix(version, "build", "--no-link", attribute).Succeeded();
        return OutPath(version, attribute);
    }

    public string OutPath(NixVersion version, string attribute) => Nix(version, "eval", "--raw", attribute).Succeeded().Output;

    /// <summary>Runs Nix on an attribute of <c>nixosConfigurations</c>, the last argument, with a store of its own; what its derivations fetch is let in.</summary>
    public ToolResult Nix(NixVersion version, string verb, params string[] arguments) => Tool.RunWith(
        NixTool.Command(version, "nix"), [verb, "--store", Store, .. arguments[..^1], $"path:{Flake}#nixosConfigurations.{arguments[^1]}"], environment: Variables(version));

    /// <summary>Variables with which Nix builds in its store.</summary>
    public Dictionary<string, string> Variables(NixVersion version)
    {
        Dictionary<string, string> variables = NixTool.Building(version, Directory.CreateDirectory(_folder["home"]).FullName, _folder["flake/parts"]);
        variables["CLU_CACHE_DIR"] = _folder["cache"];
        return variables;
    }

    public string[] Requisites(NixVersion version, string path) => NixTool
        .Run(version, "nix-store", "--store", Store, "--query", "--requisites", path)
        .Succeeded().Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Names of the derivations that a log says were built.</summary>
    public static IEnumerable<string> Built(string log) => from line in log.Split('\n')
                                                           where line.StartsWith("building '/nix/store/", StringComparison.Ordinal)
                                                           select line["building '/nix/store/".Length..][33..].Split(".drv'")[0];

    public string Target(string link) => new FileInfo(Physical(link)).LinkTarget!;

    public string Physical(string path) => _folder["store"] + path;

    public void Dispose()
    {
        string[] roots = [.. Directory.GetDirectories(_folder[""]).Where(folder => Directory.Exists(Path.Combine(folder, "nix/store")))];
        foreach (string store in roots.Append(_folder["cache/store"]).Where(Directory.Exists))
            ObjectTree.Remove(store);
        _folder.Dispose();
    }

    public static string Print(StorePath path) => StoreDirectory.Default.Print(path);
}
