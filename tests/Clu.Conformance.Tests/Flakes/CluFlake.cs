using Clu.Testing;

namespace Clu.Conformance.Tests.Flakes;

/// <summary>This repository as a flake, with the stand-in in the place of nixpkgs, seen through Nix.</summary>
/// <param name="folder">For a copy of what belongs to the flake, and a store.</param>
/// <param name="version">Whose eyes.</param>
internal sealed class CluFlake(TempFolder folder, NixVersion version)
{
    private static readonly string[] _parts = ["flake.nix", "nix", "src", "BannedSymbols.txt", "Directory.Build.props", "Directory.Packages.props", "global.json"];

    public static string StandIn => Path.Combine(RepositoryRoot.Path, "tests", "stand-in-nixpkgs");

    /// <summary>Copies the flake, so that what was never committed is seen and build output is not.</summary>
    public string Copy()
    {
        string listed = Tool.RunWith("git", ["ls-files", "-co", "--exclude-standard", "-z", "--", .. _parts], folder: RepositoryRoot.Path).Succeeded().Output;
        foreach (string file in listed.Split('\0', StringSplitOptions.RemoveEmptyEntries).Where(file => File.Exists(Path.Combine(RepositoryRoot.Path, file))))
        {
            string target = folder[$"clu/{file}"];
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(Path.Combine(RepositoryRoot.Path, file), target);
        }

        return folder["clu"];
    }

    /// <summary>Copies a template and locks it, to this flake and the stand-in.</summary>
    public string Lock(string clu, string template)
    {
        string target = folder[template];
        Directory.CreateDirectory(target);
        foreach (string file in Directory.EnumerateFiles(Path.Combine(clu, "nix", "templates", template)))
            File.Copy(file, Path.Combine(target, Path.GetFileName(file)));
        Nix("flake", "lock", $"path:{target}", "--override-input", "nixpkgs", $"path:{StandIn}", "--override-input", "clu", $"path:{clu}").Succeeded();
        return target;
    }

    public ToolResult Nix(params string[] arguments) => Tool.RunWith(
        NixTool.Command(version, "nix"), [.. arguments, "--store", $"local?root={folder["store"]}", "--offline"],
        environment: new Dictionary<string, string>(NixTool.Environment) { ["HOME"] = folder["home"] });

    /// <summary>With a store that is where its paths say: Nix 2.8 takes templates in any other for something outside.</summary>
    public ToolResult NixInItsOwnPlace(params string[] arguments) => Tool.RunWith(
        NixTool.Command(version, "nix"), [.. arguments, "--offline"],
        environment: new Dictionary<string, string>(NixTool.Environment)
        {
            ["HOME"] = folder["home"],
            ["NIX_STORE_DIR"] = folder["own/store"],
            ["NIX_STATE_DIR"] = folder["own/state"],
            ["NIX_LOG_DIR"] = folder["own/log"],
        });
}
