using Clu.Nix.Hashing;
using Clu.Nix.StoreObjects;
using Clu.Nix.StorePaths;
using Clu.Stores;
using Clu.Stores.Copying;
using Clu.Stores.Local;
using Clu.Stores.Trees;
using Clu.Systems.Rebuilds;
using Clu.Testing;

namespace Clu.Conformance.Tests.Rebuilds;

/// <summary>The system of <c>system.nix</c>, built by a real Nix in a store of its own. What it downloads can be downloaded nowhere: it was put there.</summary>
internal sealed class SyntheticSystem : IDisposable
{
    private static readonly string[] _applets = ["sh", "mkdir", "cat", "echo", "ln"];

    private readonly NixVersion _version;
    private int _targets;

    public SyntheticSystem(NixVersion version)
    {
        _version = version;
        string busybox = Tool.Find("busybox") ?? throw Tool.Missing("busybox");
        string bin = Directory.CreateDirectory(Folder["tools/bin"]).FullName;
        File.Copy(busybox, Path.Combine(bin, "busybox"));
        foreach (string applet in _applets)
            File.CreateSymbolicLink(Path.Combine(bin, applet), "busybox");
        string text = File.ReadAllText(Path.Combine(RepositoryRoot.Path, "tests/Clu.Conformance.Tests/Rebuilds/system.nix"));
        foreach (string name in (string[])["compiler", "library", "stdenv"])
        {
            File.WriteAllText(Folder[$"{name}.tar"], $"the bytes of {name}\n");
            NixTool.Run(version, "nix-store", "--store", Url("built"), "--add-fixed", "sha256", Folder[$"{name}.tar"]).Succeeded();
            text = text.Replace($"@{name}@", Hash.Of(HashAlgorithm.Sha256, File.ReadAllBytes(Folder[$"{name}.tar"])).Format(HashEncoding.Base16)[7..], StringComparison.Ordinal);
        }

        File.WriteAllText(Folder["system.nix"], text);
        Toplevel = Path_(Build("built").Succeeded());
        Store = LocalStore.OpenReadOnly(Folder["built"])!;
        Derivation = new StoreDerivations(Store).Of(Toplevel);
        Closure = StoreClosure.Of(Store, [Toplevel]);
    }

    public TempFolder Folder { get; } = new();

    public LocalStore Store { get; }

    public StorePath Toplevel { get; }

    public StorePath Derivation { get; }

    public IReadOnlyList<StoreObjectInfo> Closure { get; }

    public RebuildKit Kit(IReadOnlyList<SystemChange> changes, long? budget = null, params IReadOnlyList<StorePath> variants) => RebuildKitPlanner.Plan(Store, new RebuildKitRequest
    {
        Derivation = Derivation,
        Changes = changes,
        Variants = variants,
        Budget = budget,
        Carried = Closure.Select(info => info.Path).ToHashSet(),
    });

    /// <summary>Evaluates a variant in the store of the system, and builds nothing.</summary>
    public StorePath Instantiate(params string[] arguments) =>
        Path_(NixTool.Run(_version, "nix-instantiate", ["--store", Url("built"), Folder["system.nix"], .. arguments]).Succeeded());

    /// <summary>A fresh store with the system and with what is given.</summary>
    public string Target(IEnumerable<StoreObjectInfo> objects)
    {
        string name = NewTarget();
        using LocalStore target = LocalStore.Open(Folder[name]);
        StoreObjectInfo[] all = [.. StoreClosure.Sorted(Closure.Concat(objects).DistinctBy(info => info.Path))];
        new ClosureCopy(Store, target, new CopyOptions { CheckSignatures = false }).Run(new CopyPlan(all, 0), null, TestContext.Current.CancellationToken);
        return name;
    }

    /// <summary>Evaluates and builds in a store, on a machine that has no network interface.</summary>
    public ToolResult Build(string store, params string[] arguments) => Tool.RunWith(
        "unshare", ["-n", NixTool.Command(_version, "nix-build"), "--store", Url(store), .. Options, "--no-out-link", Folder["system.nix"], .. arguments], null, NixTool.Environment);

    /// <summary>The same where the store is this machine's /nix, as on an installed one.</summary>
    public ToolResult BuildAtRoot(string store, params string[] arguments) => Tool.RunWith(
        "unshare",
        [
            "-m", "-n", "sh", "-ec", $"mount --make-rprivate / && mount --bind '{Folder[store]}/nix' /nix && exec \"$@\"", "-",
            NixTool.Command(_version, "nix-build"), .. Options, "--option", "sandbox", "false", "--no-out-link", Folder["system.nix"], .. arguments,
        ],
        null,
        NixTool.Environment);

    /// <summary>A fresh name for a store; gone with the system.</summary>
    public string NewTarget() => $"target-{_targets++}";

    public static StorePath Path_(ToolResult result) => StoreDirectory.Default.Parse(result.Output.Trim());

    public void Dispose()
    {
        Store.Dispose();
        foreach (string store in (string[])["built", .. Enumerable.Range(0, _targets).Select(i => $"target-{i}")])
            ObjectTree.Remove(Folder[store]);
        Folder.Dispose();
    }

    // The hook of the newest Nix and its shell for sandboxes lie outside of what was unpacked here.
    private string[] Options => _version == NixVersion.Newest ? ["--option", "build-hook", "", "--option", "sandbox-paths", ""] : [];

    private string Url(string store) => $"local?root={Folder[store]}";
}
