using System.Text;
using Clu.Media.Hosts;
using Clu.Nix.Flakes;
using Clu.Nix.Hashing;
using Clu.Nix.StoreObjects;
using Clu.Nix.StorePaths;
using Clu.Stores.Closures;
using Clu.Stores.Configuration;
using Clu.Systems.Flakes;

namespace Clu.Media.Proofs;

/// <summary>Proves that Nix finds a host's flake, every input of it and every name of its registry without asking anybody.</summary>
internal sealed class FlakeProver(MediumHost host, HostOffline offline, ClosureFiles files, ProofFindings findings)
{
    private const string LockFile = "flake.lock";
    private const long MaxText = 16 << 20;

    private readonly Dictionary<StorePath, StoreObjectInfo> _there = files.Objects.ToDictionary(info => info.Path);

    /// <summary>The inputs that the host names, and those of its flake's lock file, recursively.</summary>
    public void Inputs()
    {
        HashSet<StorePath> seen = [];
        foreach (FlakeInput input in offline.Inputs.Concat(Locked()).Where(input => seen.Add(input.Path)))
        {
            if (!_there.TryGetValue(input.Path, out StoreObjectInfo? info))
            {
                findings.Error(
                    ProofCheck.Inputs, host.Name, $"the flake input '{input.Name}' ({Of(input.Locked)}) is not on the medium: {files.Directory.Print(input.Path)}", ProofRemedies.CarryFlake);
            }
            else if (input.Locked.Text("narHash") is { } hash && info.NarHash.Format(HashEncoding.Sri) != hash)
            {
                findings.Error(
                    ProofCheck.Inputs, host.Name, $"the flake input '{input.Name}' is locked to {hash}, and '{files.Directory.Print(input.Path)}' has {info.NarHash.Format(HashEncoding.Sri)}",
                    ProofRemedies.CarryFlake);
            }
        }
    }

    /// <summary>The registry that is written into the machine, and that of the closure.</summary>
    public void Registry()
    {
        foreach (FlakeRegistryEntry entry in offline.Registry.Entries.Concat(OwnRegistry()))
        {
            string name = entry.From.Text("id") ?? Of(entry.From);
            if (OfflineFlake.PathOf(entry.To, files.Directory) is not { } path)
            {
                findings.Error(
                    ProofCheck.Registry, host.Name, $"the registry entry '{name}' leads to {Of(entry.To)}, which is not on the medium",
                    $"let nix.registry.{name} name an input of the flake, or take it out");
            }
            else if (!_there.ContainsKey(path))
            {
                findings.Error(
                    ProofCheck.Registry, host.Name, $"the registry entry '{name}' leads to '{files.Directory.Print(path)}', which is not on the medium", ProofRemedies.CarryFlake);
            }
        }
    }

    /// <summary>Where names are looked up that no registry has: by default at an address.</summary>
    public void Settings()
    {
        string own = Text($"{files.Directory.Print(host.Toplevel)}/etc/nix/nix.conf") ?? "";
        string? registry = NixConf.Parse(own + "\n" + string.Join('\n', offline.NixConf)).LastOrDefault(setting => setting.Name == "flake-registry").Value;
        if (registry is null || (registry.Length > 0 && registry[0] != '/'))
        {
            findings.Error(
                ProofCheck.Settings, host.Name, $"Nix would look names of flakes up at {(registry is null ? "its default address" : $"'{registry}'")}: flake-registry is no file of the machine",
                $"set flake-registry to {OfflineFlake.RegistryPath}");
        }
    }

    private IEnumerable<FlakeInput> Locked()
    {
        if (offline.Flake is not { } flake || !_there.ContainsKey(flake.Source))
            return [];
        string folder = flake.Directory.Length == 0 ? "" : $"/{flake.Directory}";
        string file = $"{files.Directory.Print(flake.Source)}{folder}/{LockFile}";
        if (files.Read(file, MaxText) is { } text)
            return FlakeInputs.Of(FlakeLock.Parse(text));
        if (offline.Inputs.Count > 0)
            findings.Error(ProofCheck.Inputs, host.Name, $"its flake has inputs, and '{file}' is not on the medium", "run `nix flake lock`, then build the medium again");
        return [];
    }

    private IEnumerable<FlakeRegistryEntry> OwnRegistry() =>
        files.Read($"{files.Directory.Print(host.Toplevel)}/etc/nix/registry.json", MaxText) is { } text ? FlakeRegistry.Parse(text).Entries : [];

    private string? Text(string path) => files.Read(path, MaxText) is { } bytes ? Encoding.UTF8.GetString(bytes) : null;

    /// <summary>A reference as people write it.</summary>
    private static string Of(FlakeReference reference)
    {
        string? place = reference.Text("url") ?? reference.Text("path") ?? reference.Text("id");
        string? version = reference.Text("rev") ?? reference.Text("ref");
        return place is null && reference.Text("owner") is { } owner
            ? $"{reference.Type}:{owner}/{reference.Text("repo")}{(version is null ? "" : $"/{version}")}"
            : $"{reference.Type}:{place}";
    }
}
