using Clu.Nix.Flakes;
using Clu.Testing;

namespace Clu.Conformance.Tests.Nix;

/// <summary>Lock files and registries that Nix writes.</summary>
public sealed class FlakeConformanceTests
{
    [Fact]
    public void What_nix_locks_reads_and_writes_back_the_same()
    {
        using TempFolder folder = new();
        Flake(folder, "a", "");
        Flake(folder, "b", $"inputs.a.url = \"path:{folder["a"]}\";");
        Flake(folder, "c", $"inputs.b.url = \"path:{folder["b"]}\"; inputs.a.url = \"path:{folder["a"]}\"; inputs.b.inputs.a.follows = \"a\";");
        Nix(folder, "flake", "lock", $"path:{folder["c"]}");
        byte[] text = File.ReadAllBytes(folder["c/flake.lock"]);
        Assert.Equal(text, FlakeLock.Parse(text).ToBytes());
    }

    [Fact]
    public void What_nix_registers_reads_and_writes_back_the_same()
    {
        using TempFolder folder = new();
        Nix(folder, "registry", "add", "here", $"path:{folder["a"]}");
        Nix(folder, "registry", "add", "there", "github:owner/repo/branch");
        byte[] text = File.ReadAllBytes(folder["home/.config/nix/registry.json"]);
        Assert.Equal(2, FlakeRegistry.Parse(text).Entries.Count);
        Assert.Equal(text, FlakeRegistry.Parse(text).ToBytes());
    }

    private static void Flake(TempFolder folder, string name, string inputs)
    {
        Directory.CreateDirectory(folder[name]);
        File.WriteAllText(folder[$"{name}/flake.nix"], $"{{ {inputs} outputs = _: {{ }}; }}");
    }

    private static void Nix(TempFolder folder, params string[] arguments)
    {
        Directory.CreateDirectory(folder["home"]);
        string[] all = ["--extra-experimental-features", "nix-command flakes", "--option", "substitute", "false", "--store", $"local?root={folder["store"]}", .. arguments];
        Tool.RunWith("nix", all, environment: new Dictionary<string, string> { ["HOME"] = folder["home"] }).Succeeded();
        if (Directory.Exists(folder["store"]))
            Clu.Stores.Trees.ObjectTree.Remove(folder["store"]);
    }
}
