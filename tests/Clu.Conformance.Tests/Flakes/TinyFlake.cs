using System.Text.Json;
using Clu.Conformance.Tests.Stores;
using Clu.Images.Trees;
using Clu.Stores.Trees;
using Clu.Testing;

namespace Clu.Conformance.Tests.Flakes;

/// <summary>A flake of the shape of NixOS's in a git repository, a store to build in, and clu and a Nix that do it.</summary>
internal sealed class TinyFlake : IDisposable
{
    private const string Modules = "/usr/lib/grub/i386-pc";

    private readonly TempFolder _folder = new();
    private readonly NixVersion _version;

    public TinyFlake(NixVersion version)
    {
        _version = version;
        _ = NixTool.Run(version, "nix", "--version").Succeeded();
        Copy("/bin/busybox", "flake/bin/busybox", "busybox");
        // A script, as Nix wraps programs: it finds the program only where the store is at its place.
        Copy("/usr/bin/grub-mkimage", "flake/grub/bin/real", "grub-mkimage");
        Script.Write(_folder["flake/grub/bin/grub-mkimage"], "case $0 in /nix/store/*) exec \"${0%/*}/real\" \"$@\" ;; esac\nexit 9");
        Copy("/usr/share/grub/unicode.pf2", "flake/grub/unicode.pf2", "grub-mkimage");
        if (!Directory.Exists(Modules))
            throw Tool.Missing("grub-mkimage");
        foreach (string file in Directory.GetFiles(Modules).Where(file => Path.GetExtension(file) is ".mod" or ".img" or ".lst"))
            Copy(file, $"flake/grub/i386-pc/{Path.GetFileName(file)}", "grub-mkimage");
        File.WriteAllText(_folder["flake/notes.txt"], "notes\n");
        Copy(Path.Combine(RepositoryRoot.Path, "tests/Clu.Conformance.Tests/Flakes/tiny-flake.nix"), "flake/flake.nix", "git");
        Tool.Run("git", "-C", Folder, "init", "--quiet").Succeeded();
        Tool.Run("git", "-C", Folder, "add", "--all").Succeeded();
        Directory.CreateDirectory(Path.Combine(Folder, "hosts"));
        File.WriteAllText(Path.Combine(Folder, "hosts/untracked.nix"), "{ }");
        Directory.CreateDirectory(_folder["home"]);
        Directory.CreateDirectory(_folder["no-nix"]);
        foreach (string tool in new[] { "unshare", "sh", "cp", "mkdir", "mount", "chroot" })
            File.CreateSymbolicLink(_folder[$"no-nix/{tool}"], Tool.Find(tool) ?? throw Tool.Missing(tool));
    }

    /// <summary>Its folder, which Nix takes for its name.</summary>
    public string Folder => _folder["flake"];

    /// <summary>URL of the store that is built in.</summary>
    public string Store => $"local?root={_folder["store"]}";

    /// <summary>A path beside the flake.</summary>
    public string this[string name] => _folder[name];

    /// <summary>Runs <c>clu build iso</c> with this Nix.</summary>
    public ToolResult BuildIso(params string[] arguments) => Run(PathWithNix, ["build", "iso", "--store", Store, "-o", _folder["out.iso"], .. arguments]);

    /// <summary>Runs <c>clu build FORMAT</c> with this Nix.</summary>
    public ToolResult Build(string format, string file, string target) => Run(PathWithNix, ["build", format, "--store", Store, "-o", _folder[file], target]);

    /// <summary>Runs clu where there is no Nix.</summary>
    public ToolResult RunWithoutNix(params string[] arguments) => Run(_folder["no-nix"], arguments);

    /// <summary>Builds an attribute of a configuration by Nix alone.</summary>
    /// <returns>Its store path.</returns>
    public string NixBuild(string name, string attribute)
    {
        Nix("build", "--store", Store, "--out-link", _folder[$"{name}-{attribute}"], $"{Folder}#nixosConfigurations.{name}.config.system.build.{attribute}").Succeeded();
        return new FileInfo(_folder[$"{name}-{attribute}"]).LinkTarget!;
    }

    /// <summary>What Nix says of a flake.</summary>
    public JsonElement Metadata(string flake)
    {
        using JsonDocument said = JsonDocument.Parse(Nix("flake", "metadata", "--json", "--store", Store, flake).Succeeded().OutputBytes);
        return said.RootElement.Clone();
    }

    /// <summary>Runs a command of this Nix.</summary>
    public ToolResult Nix(params string[] arguments) => Tool.RunWith(
        NixTool.Command(_version, "nix"), [arguments[0], "--extra-experimental-features", "nix-command flakes", .. arguments[1..]], environment: Variables(PathWithNix));

    public void Dispose()
    {
        foreach (string store in new[] { "store", "cache/store" })
        {
            if (Directory.Exists(_folder[store]))
                ObjectTree.Remove(_folder[store]);
        }

        _folder.Dispose();
    }

    private string PathWithNix => _version == NixVersion.Installed
        ? Environment.GetEnvironmentVariable("PATH")!
        : $"{Path.GetDirectoryName(NixTool.Command(_version, "nix"))}:{Environment.GetEnvironmentVariable("PATH")}";

    private ToolResult Run(string path, string[] arguments) => CluTool.Run(Variables(path), arguments);

    private Dictionary<string, string> Variables(string path) => new()
    {
        ["PATH"] = path,
        ["HOME"] = _folder["home"],
        ["XDG_CACHE_HOME"] = _folder["home"],
        ["CLU_CACHE_DIR"] = _folder["cache"],
        ["NIX_REMOTE"] = "",
        // Nothing of this machine is in the sandbox, and no hook builds elsewhere; older Nix has no word for the latter.
        ["NIX_CONFIG"] = $"substitute = false\nbuild-users-group =\nsandbox-paths =\n{(_version == NixVersion.Newest ? "build-hook =\n" : "")}",
    };

    private void Copy(string from, string to, string tool)
    {
        if (!File.Exists(from))
            throw Tool.Missing(tool);
        Directory.CreateDirectory(Path.GetDirectoryName(_folder[to])!);
        File.Copy(from, _folder[to]);
    }
}
