using Clu.Binary;
using Clu.Media.Composing;
using Clu.Media.Hosts;
using Clu.Nix.StorePaths;
using Clu.Stores.Local;
using Clu.Stores.Trees;
using Clu.Systems.Profiles;

namespace Clu.Media.Proofs;

/// <summary>
/// Proves a profile before a medium is made of it: hosts that Nix built, by what this machine's store has. Hosts of packages are made with the medium,
/// and proven with it.
/// </summary>
/// <param name="request">What is to be proven.</param>
public sealed class ProfileProver(ProofRequest request)
{
    private readonly ProofFindings _findings = new();

    /// <summary>Proves it.</summary>
    /// <param name="file">The profile, as it was named.</param>
    /// <param name="profile">What it says.</param>
    /// <param name="cancel">Ends it.</param>
    /// <exception cref="CluException">CLU0746: it has no such host.</exception>
    public MediumProof Prove(string file, InstallerProfile profile, CancellationToken cancel)
    {
        if (request.Host is { } name && profile.Hosts.All(host => host.Name.Text != name))
            throw MediaErrors.NoSuchHost(name, profile.Hosts.Select(host => host.Name.Text));
        string scratch = Directory.CreateTempSubdirectory("clu-prove-").FullName;
        try
        {
            using LocalStore own = LocalStore.Open(scratch);
            OfflineParts offline = new(own);
            HostSystem[] systems =
            [
                .. profile.Hosts.Where(host => request.Host is null || host.Name.Text == request.Host)
                    .Select(host => Find(host, offline, cancel)).OfType<HostSystem>(),
            ];
            using PlannedStore store = new(systems.SelectMany(system => system.Closure.Concat(system.OfflineObjects)));
            MediumManifest manifest = ManifestPlan.Make(profile.Label, systems, new HashSet<StorePath>(), store.Paths().Select(path => store.Find(path)!));
            return new MediumProof
            {
                Subject = file,
                Label = profile.Label.Text,
                HashesChecked = false,
                Hosts = MediumProver.ProveHosts(manifest, store, request with { Host = null }, _findings, cancel),
                Findings = _findings.Sorted(),
            };
        }
        finally
        {
            ObjectTree.Remove(scratch);
        }
    }

    private HostSystem? Find(HostProfile host, OfflineParts offline, CancellationToken cancel)
    {
        if (host.Toplevel is null)
        {
            _findings.Warning(ProofCheck.Closure, host.Name.Text, "it is made of packages when the medium is built, and cannot be proven before", "prove the medium");
            return null;
        }

        try
        {
            return offline.AddTo(HostToplevel.Read(host), cancel);
        }
        catch (CluException e)
        {
            _findings.Error(CheckOf(e.Code), host.Name.Text, e.Message, e.Hint ?? ProofRemedies.BuildSystem);
            return null;
        }
    }

    private static ProofCheck CheckOf(string code) => code switch
    {
        "CLU0740" or "CLU0741" or "CLU0742" or "CLU0743" => ProofCheck.Inputs,
        "CLU0114" or "CLU0732" or "CLU0744" or "CLU0745" => ProofCheck.Rebuild,
        "CLU0555" or "CLU0556" => ProofCheck.Boot,
        _ => ProofCheck.Closure,
    };
}
