using Clu.Media.Hosts;
using Clu.Nix.StorePaths;
using Clu.Stores.Local;
using Clu.Stores.Progress;
using Clu.Systems.Debian;
using Clu.Systems.Profiles;
using Clu.Systems.Reference;

namespace Clu.Media.Composing;

/// <summary>Gets the packages of all systems of a medium of clu's own and makes the systems.</summary>
internal sealed class ReferenceBuild : ILiveBuild
{
    private readonly LiveRequest.Reference _live;
    private readonly IsoBuildRequest _request;
    private readonly InstallerProfile _profile;
    private readonly IReadOnlyList<MediumObject> _carried;
    private readonly Dictionary<HostName, HostSystem> _found;
    private readonly LocalStore _store;
    private readonly ReferenceSystems _systems;

    /// <summary>Finds out before the long work what would make it useless.</summary>
    /// <exception cref="Clu.Binary.CluException">CLU0521, CLU0524, CLU0526, CLU0553 to CLU0556: something that the profile names is missing or of no use.</exception>
    public ReferenceBuild(LiveRequest.Reference live, IsoBuildRequest request)
    {
        _live = live with { CluFolder = CluOnMedium.Check(live.CluFolder) };
        _request = request;
        _profile = live.Profile with { Hosts = [.. live.Profile.Hosts, .. request.Hosts] };
        if (_profile.Contents.FirstOrDefault(content => !Path.Exists(content.Source)) is { } missing)
            throw MediaErrors.MissingContent(missing.Source);
        _carried = [.. StoreContents.Read(_profile.StoreContents)];
        _found = _profile.Hosts.Where(host => host.Toplevel is not null).Select(HostToplevel.Read).ToDictionary(system => system.Profile.Name);
        _store = LocalStore.Open(Path.Combine(request.CacheFolder, "store"));
        _systems = new ReferenceSystems(_profile, _live.CluFolder, _store, request.CacheFolder);
    }

    /// <inheritdoc/>
    public async Task<MediumSystems> RunAsync(string scratch, IProgress<ProgressEvent>? progress, CancellationToken cancel)
    {
        HostProfile[] toMake = [.. _profile.Hosts.Where(host => host.Toplevel is null)];
        IReadOnlyList<DebianClosure> closures = await DebianClosureBuilder.BuildAllAsync(
            [_systems.Request([.. _profile.Packages, _profile.Kernel]), .. toMake.Select(host => _systems.Request([.. host.Packages, host.Kernel]))],
            new DebianOptions { CacheFolder = _request.CacheFolder, Offline = _live.Offline, Workers = _request.Workers },
            _store,
            progress,
            cancel).ConfigureAwait(false);

        ReferenceSystem live = await _systems.MakeAsync(closures[0], null, scratch, progress, cancel).ConfigureAwait(false);
        OfflineParts offline = new(_store);
        Dictionary<HostName, HostSystem> systems = _found.ToDictionary(host => host.Key, host => offline.AddTo(host.Value, cancel));
        for (int i = 0; i < toMake.Length; i++)
        {
            ReferenceSystem system = await _systems.MakeAsync(closures[i + 1], toMake[i], scratch, progress, cancel).ConfigureAwait(false);
            systems.Add(toMake[i].Name, new HostSystem(toMake[i], HostKind.Reference, system.Toplevel, _systems.Closure(system)));
        }

        return new MediumSystems
        {
            Live = ReferenceLive.Of(live, _systems.Closure(live), new ClosureProgram(closures[0]), _profile),
            Hosts = [.. _profile.Hosts.Select(host => systems[host.Name])],
            Carried = _carried,
            PackageCount = closures.SelectMany(closure => closure.Objects).DistinctBy(o => o.Path).Sum(o => o.Packages.Count),
        };
    }

    /// <inheritdoc/>
    public void Dispose() => _store.Dispose();
}
