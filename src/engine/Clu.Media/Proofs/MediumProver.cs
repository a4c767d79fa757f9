using Clu.Binary;
using Clu.Media.Checksums;
using Clu.Media.Contracts;
using Clu.Media.Descriptions;
using Clu.Media.Hosts;
using Clu.Media.Inspection;
using Clu.Stores;
using Clu.Stores.Media;
using Clu.Stores.Progress;

namespace Clu.Media.Proofs;

/// <summary>
/// Proves without starting anything that a medium holds all that its hosts need to be installed and built again without a network. See
/// <c>docs/prove.md</c>.
/// </summary>
/// <param name="request">What is to be proven.</param>
/// <param name="progress">Told how far checking is.</param>
public sealed class MediumProver(ProofRequest request, IProgress<ProgressEvent>? progress)
{
    private const string NoChecksum = "CLU0530";

    private readonly ProofFindings _findings = new();

    private InspectionOptions Options => new() { Verify = request.CheckHashes, Workers = request.Workers };

    /// <summary>An ISO file, or a device that holds one.</summary>
    /// <exception cref="CluException">CLU0503, CLU0510, CLU0511: it cannot be read, or is no ISO image. CLU0746: it has no such host.</exception>
    public MediumProof ProveFile(string path, CancellationToken cancel)
    {
        MediumReport report = MediumInspector.InspectFile(path, Options, progress, cancel);
        string? checksum = CheckWhole(path, cancel);
        return Prove(path, report, path, cancel) with { Checksum = checksum };
    }

    /// <summary>A medium that is mounted, <c>/iso</c> in its own live system.</summary>
    /// <exception cref="CluException">CLU0510: it cannot be read. CLU0746: it has no such host.</exception>
    public MediumProof ProveFolder(string folder, CancellationToken cancel) => Prove(
        folder, MediumInspector.InspectFolder(folder, Options, progress, cancel), Path.Combine(folder, Composing.StoreImage.FileName), cancel);

    private MediumProof Prove(string subject, MediumReport report, string storePath, CancellationToken cancel)
    {
        foreach (Finding finding in report.Findings)
            _findings.Add(new ProofFinding(ProofCheck.Medium, null, finding.Severity, finding.Text, ProofRemedies.BuildAgain));
        if (report.Manifest is null or { Hosts.Count: 0 })
            _findings.Warning(ProofCheck.Medium, null, "it installs nothing: its manifest names no host", "add a [[host]] to the profile");
        IReadOnlyList<HostProof> hosts = [];
        if (report is { Store: not null, Manifest: not null })
        {
            try
            {
                using MediumStore store = new(storePath) { FindsOwnAddresses = false };
                CheckLive(report, store, cancel);
                hosts = ProveHosts(report.Manifest, store, request, _findings, cancel);
            }
            catch (CluException e) when (e.Code != MediaErrors.NoSuchHostCode)
            {
                _findings.Error(ProofCheck.Medium, null, $"its store cannot be read: {e.Message}", ProofRemedies.BuildAgain);
            }
        }

        return new MediumProof { Subject = subject, Label = report.Label, HashesChecked = report.Store?.IsVerified == true, Hosts = hosts, Findings = _findings.Sorted() };
    }

    /// <summary>Proves the hosts of a manifest in the store that they are installed from.</summary>
    internal static IReadOnlyList<HostProof> ProveHosts(MediumManifest manifest, IStore store, ProofRequest request, ProofFindings findings, CancellationToken cancel)
    {
        MediumHost[] hosts = [.. manifest.Hosts.Where(host => request.Host is null || host.Name == request.Host)];
        if (hosts.Length == 0 && request.Host is { } name)
            throw MediaErrors.NoSuchHost(name, manifest.Hosts.Select(host => host.Name));
        return [.. hosts.Select(host => new HostProver(host, store, findings).Run(request.Changes, cancel))];
    }

    /// <summary>Every bit, by the checksum that the medium carries: what is in no store object is covered by nothing else.</summary>
    private string? CheckWhole(string path, CancellationToken cancel)
    {
        try
        {
            MediumChecksumResult result = MediumChecksum.Verify(path, progress, cancel);
            foreach (MediumDamage damage in result.Damage)
                _findings.Error(ProofCheck.Medium, null, FormattableString.Invariant($"bytes {damage.Position} to {damage.Position + damage.Length - 1} {damage.Detail}"), ProofRemedies.BuildAgain);
            return result.Checksum;
        }
        catch (CluException e) when (e.Code == NoChecksum)
        {
            _findings.Warning(ProofCheck.Medium, null, "it carries no checksum of itself, so that files beside the store are not covered", "build it with this version of clu");
            return null;
        }
        catch (CluException e)
        {
            _findings.Error(ProofCheck.Medium, null, e.Message, e.Hint ?? ProofRemedies.BuildAgain);
            return null;
        }
    }

    /// <summary>A live system of NixOS keeps a contract with the medium that it starts from.</summary>
    private void CheckLive(MediumReport report, MediumStore store, CancellationToken cancel)
    {
        const string Init = "/init";
        if (!report.Files.Any(file => file.Path == MediumDescription.MediumPath))
            return;
        string? init = report.MenuEntries.Select(entry => entry.Parameter("init")).FirstOrDefault(value => value is not null);
        if (init is null || !init.EndsWith(Init, StringComparison.Ordinal) || !store.Directory.TryParse(init[..^Init.Length], out Nix.StorePaths.StorePath? toplevel))
            return;
        try
        {
            foreach (ContractFinding finding in LiveContract.Check(store, toplevel, report.Label, showsSystem: true, cancel).Findings)
                _findings.Add(new ProofFinding(ProofCheck.Live, null, finding.Severity, finding.Text, finding.Advice));
        }
        catch (CluException e)
        {
            _findings.Error(ProofCheck.Live, null, $"the live system cannot be read: {e.Message}", ProofRemedies.BuildAgain);
        }
    }
}
