using Clu.Binary;
using Clu.Media.Hosts;
using Clu.Nix.StoreObjects;
using Clu.Nix.StorePaths;
using Clu.Stores;
using Clu.Stores.Closures;
using Clu.Systems.Rebuilds;

namespace Clu.Media.Proofs;

/// <summary>Proves one host: everything that it needs to be installed, and to be built again, is in the store.</summary>
internal sealed class HostProver
{
    private readonly MediumHost _host;
    private readonly IStore _store;
    private readonly ProofFindings _findings;
    private readonly Dictionary<StorePath, StoreObjectInfo> _there = [];
    private readonly List<ProofCheck> _checks = [];

    /// <param name="host">The host.</param>
    /// <param name="store">The store that it is installed from.</param>
    /// <param name="findings">Gets what is wrong.</param>
    public HostProver(MediumHost host, IStore store, ProofFindings findings)
    {
        _host = host;
        _store = store;
        _findings = findings;
    }

    /// <summary>Looks at all of it. What cannot be read becomes a finding.</summary>
    /// <param name="changes">Changes that must be possible; null for those that the host was made for.</param>
    /// <param name="cancel">Ends it.</param>
    public HostProof Run(IReadOnlyList<SystemChange>? changes, CancellationToken cancel)
    {
        Check(ProofCheck.Closure, CheckClosure);
        ClosureFiles system = new(_store, Members(_host.Closure)), all = new(_store, [.. _there.Values]);
        Check(ProofCheck.Boot, () => new BootProver(_host, system, _findings).Run());
        Check(ProofCheck.Modules, () => new ModuleProver(_host, system, _findings).Run());
        if (_host.Offline is { } offline)
        {
            FlakeProver flake = new(_host, offline, all, _findings);
            if (offline.Flake is not null || offline.Inputs.Count > 0)
                Check(ProofCheck.Inputs, flake.Inputs);
            if (offline.Registry.Entries.Count > 0 || offline.Inputs.Count > 0)
                Check(ProofCheck.Registry, flake.Registry);
            if (offline.Inputs.Count > 0)
                Check(ProofCheck.Settings, flake.Settings);
        }

        IReadOnlyList<ChangeProof> proofs = [];
        // What Nix did not build is not built again either: such a host takes its answers as files.
        bool rebuilds = _host.Kind == HostKind.NixOS || _host.Offline?.Rebuild is not null;
        if (rebuilds && (changes ?? _host.Offline?.Rebuild?.Changes) is { Count: > 0 } wanted)
            Check(ProofCheck.Rebuild, () => proofs = new RebuildProver(_host, _store, all, _findings).Run(wanted, cancel));
        return new HostProof(_host, _checks, proofs);
    }

    private void CheckClosure()
    {
        foreach (StorePath path in _host.All)
        {
            if (_store.Find(path) is { } info)
                _there.Add(path, info);
            else
                _findings.Error(ProofCheck.Closure, _host.Name, $"{Role(path)} '{_store.Directory.Print(path)}' is not on the medium", ProofRemedies.BuildAgain);
        }

        foreach (StoreObjectInfo info in _there.Values)
        {
            foreach (StorePath missing in info.References.Where(reference => !_there.ContainsKey(reference)))
            {
                _findings.Error(
                    ProofCheck.Closure, _host.Name,
                    $"'{_store.Directory.Print(info.Path)}' refers to '{_store.Directory.Print(missing)}', which is not in the host's closure",
                    ProofRemedies.BuildAgain);
            }
        }
    }

    /// <summary>What an object is to the host, where that is known.</summary>
    private string Role(StorePath path)
    {
        HostOffline? offline = _host.Offline;
        if (path == _host.Toplevel)
            return "its toplevel";
        if (offline?.Inputs.FirstOrDefault(input => input.Path == path) is { } input)
            return $"the flake input '{input.Name}'";
        return path == offline?.Flake?.Source ? "its flake"
            : offline?.Rebuild is { } rebuild && rebuild.Roots.Contains(path) ? "a part of its rebuild kit"
            : "its store object";
    }

    private void Check(ProofCheck check, Action work)
    {
        _checks.Add(check);
        try
        {
            work();
        }
        catch (CluException e)
        {
            _findings.Error(check, _host.Name, $"it cannot be found out, for something cannot be read: {e.Message}", e.Hint ?? ProofRemedies.BuildAgain);
        }
    }

    private StoreObjectInfo[] Members(IEnumerable<StorePath> paths) => [.. paths.Select(path => _there.GetValueOrDefault(path)).OfType<StoreObjectInfo>()];
}
