using Clu.Media.Contracts;
using Clu.Media.Descriptions;
using Clu.Media.Inspection;
using Clu.Nix.StoreObjects;
using Clu.Nix.StorePaths;
using Clu.Stores.Closures;
using Clu.Stores.Local;
using Clu.Stores.Progress;
using Clu.Systems.Profiles;

namespace Clu.Media.Composing;

/// <summary>Finds the systems of a medium that Nix built: all is there, and is checked before anything is written.</summary>
internal sealed class NixosBuild : ILiveBuild
{
    private readonly LiveRequest.Nixos _live;
    private readonly IsoBuildRequest _request;
    private readonly LocalStore _store;

    /// <summary>Opens the store.</summary>
    /// <exception cref="Clu.Binary.CluException">CLU0714: there is none, or it has not all of it.</exception>
    public NixosBuild(LiveRequest.Nixos live, IsoBuildRequest request)
    {
        _live = live;
        _request = request;
        _store = LocalStore.OpenReadOnly(live.Root.Length == 0 ? "/" : live.Root)
            ?? throw MediaErrors.NotInStore(StoreDirectory.Default.Print(live.Description.Toplevel), live.Root.Length == 0 ? "/" : live.Root);
    }

    private MediumDescription Description => _live.Description;

    /// <inheritdoc/>
    public Task<MediumSystems> RunAsync(string scratch, IProgress<ProgressEvent>? progress, CancellationToken cancel)
    {
        progress?.Report(new ProgressEvent.StepStarted("check", "Checking the systems", null));
        StorePath[] named = [.. Named().Distinct()];
        if (named.FirstOrDefault(path => _store.Find(path) is null) is { } missing)
            throw MediaErrors.NotInStore(_store.Directory.Print(missing), _live.Root.Length == 0 ? "/" : _live.Root);
        ClosureFiles files = new(_store, _store.Closure(named));
        LiveContractReport report = Check(progress, cancel);
        DescribedOffline offline = new(Description, _store);
        HostSystem[] hosts = [.. Hosts().Select(HostToplevel.Read).Select((host, i) => offline.AddTo(host, Description.Hosts.ElementAtOrDefault(i)?.Rebuild, cancel))];
        MediumObject[] carried = [.. CarriedClosure.Of(_store, Description.Carried).Select(OnDisk)];
        LiveSystem live = new NixosLive(_store, files, Everything(hosts), report).Make(progress);
        progress?.Report(new ProgressEvent.StepFinished("check", $"{Description.Name} {Description.Label} boots from a medium labelled '{live.Label}'"));
        return Task.FromResult(new MediumSystems { Live = live, Hosts = hosts, Carried = carried });
    }

    /// <inheritdoc/>
    public void Dispose() => _store.Dispose();

    private LiveContractReport Check(IProgress<ProgressEvent>? progress, CancellationToken cancel)
    {
        ClosureFiles closure = new(_store, _store.Closure([Description.Toplevel]));
        LiveContractReport report = LiveContract.Check(closure, Description.Toplevel, Description.VolumeId, Description.ShowConfiguration, cancel);
        bool goesOn = report.Boots || (_live.Unchecked && report.Boot is not null);
        foreach (ContractFinding finding in report.Findings.Where(finding => goesOn || finding.Severity == FindingSeverity.Warning))
            progress?.Report(new ProgressEvent.Warning(finding.Text, finding.Advice));
        return goesOn ? report : throw MediaErrors.BrokenContract(_store.Directory.Print(Description.Toplevel), report.Findings);
    }

    private IEnumerable<StorePath> Named()
    {
        DescribedGrub grub = Description.Grub;
        StoreFile?[] files =
        [
            grub.Tools, grub.Bios, grub.EfiX64, grub.EfiIa32, grub.Font, Description.SplashImage, Description.EfiSplashImage,
            Description.MemoryTest.Bios, Description.MemoryTest.Efi, .. Description.Contents.Select(content => content.Source),
        ];
        return files.OfType<StoreFile>().Select(file => file.Path).Concat(Description.Carried).Append(Description.Toplevel);
    }

    private IEnumerable<HostProfile> Hosts() => Description.Hosts.Select(host => new HostProfile
    {
        Name = host.Name,
        Description = host.Description ?? "",
        Toplevel = _live.Root + _store.Directory.Print(host.Toplevel),
        HostName = host.HostName,
        Layout = host.Layout,
        Flake = _live.Additions.GetValueOrDefault(host.Name)?.Flake,
        RebuildKit = _live.Additions.GetValueOrDefault(host.Name)?.RebuildKit,
    }).Concat(_request.Hosts);

    /// <summary>The description with the hosts that it was not made with, as the medium carries it.</summary>
    private MediumDescription Everything(HostSystem[] hosts) => Description with
    {
        Hosts =
        [
            .. Description.Hosts,
            .. hosts.Skip(Description.Hosts.Count).Select(host => new DescribedHost
            {
                Name = host.Profile.Name,
                Toplevel = host.Toplevel,
                Description = host.Profile.Description.Length > 0 ? host.Profile.Description : null,
                HostName = host.Profile.HostName,
                Layout = host.Profile.Layout,
                Rebuild = host.Profile.RebuildKit is { } kit ? new DescribedRebuild(null) { Allow = kit.Allow, Budget = kit.Budget } : null,
            }),
        ],
    };

    private MediumObject OnDisk(StoreObjectInfo info) => new(info, _store.PhysicalPath(info.Path));
}
