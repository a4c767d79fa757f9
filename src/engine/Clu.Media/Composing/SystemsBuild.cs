using Clu.Media.Hosts;
using Clu.Nix.StorePaths;
using Clu.Stores.Local;
using Clu.Stores.Progress;
using Clu.Systems.Debian;
using Clu.Systems.Profiles;
using Clu.Systems.Reference;

namespace Clu.Media.Composing;

/// <summary>Gets the packages of all systems of a medium and makes the systems.</summary>
/// <param name="request">The medium.</param>
/// <param name="store">Where systems are made.</param>
/// <param name="scratch">Folder for temporary files.</param>
internal sealed class SystemsBuild(IsoBuildRequest request, LocalStore store, string scratch)
{
    /// <summary>clu's version, which is the systems' too.</summary>
    private static readonly string _version = typeof(SystemsBuild).Assembly.GetName().Version!.ToString(3);

    private readonly InstallerProfile _profile = request.Profile;

    /// <summary>Makes all systems that are not there yet.</summary>
    /// <param name="carried">What the profile carries besides.</param>
    /// <param name="found">Systems of hosts that were there, by name of the host.</param>
    /// <param name="progress">Told of each step.</param>
    /// <param name="cancel">Ends it.</param>
    public async Task<MediumSystems> RunAsync(
        IReadOnlyList<MediumObject> carried, IReadOnlyDictionary<HostName, HostSystem> found, IProgress<ProgressEvent>? progress, CancellationToken cancel)
    {
        HostProfile[] toMake = [.. _profile.Hosts.Where(host => host.Toplevel is null)];
        IReadOnlyList<DebianClosure> closures = await DebianClosureBuilder.BuildAllAsync(
            [Request(_profile.Packages, _profile.Kernel), .. toMake.Select(host => Request(host.Packages, host.Kernel))],
            new DebianOptions { CacheFolder = request.CacheFolder, Offline = request.Offline, Workers = request.Workers },
            store,
            progress,
            cancel).ConfigureAwait(false);

        ReferenceSystem live = await MakeAsync(closures[0], null, progress, cancel).ConfigureAwait(false);
        Dictionary<HostName, HostSystem> systems = new(found);
        for (int i = 0; i < toMake.Length; i++)
        {
            ReferenceSystem system = await MakeAsync(closures[i + 1], toMake[i], progress, cancel).ConfigureAwait(false);
            systems.Add(toMake[i].Name, new HostSystem(
                toMake[i], HostKind.Reference, system.Toplevel, [.. system.Closure.Select(info => new MediumObject(info, store.PhysicalPath(info.Path)))]));
        }

        return new MediumSystems
        {
            Live = live,
            LivePackages = closures[0],
            Hosts = [.. _profile.Hosts.Select(host => systems[host.Name])],
            Carried = carried,
            PackageCount = closures.SelectMany(closure => closure.Objects).DistinctBy(o => o.Path).Sum(o => o.Packages.Count),
        };
    }

    private DebianRequest Request(IEnumerable<PackageName> packages, PackageName kernel) => new()
    {
        Suite = _profile.Suite,
        Components = _profile.Components,
        Packages = [.. packages.Append(kernel).Select(package => package.Text).Distinct()],
        Mirror = _profile.Mirror?.ToString(),
    };

    private async Task<ReferenceSystem> MakeAsync(DebianClosure closure, HostProfile? host, IProgress<ProgressEvent>? progress, CancellationToken cancel)
    {
        string folder = Directory.CreateDirectory(Path.Combine(scratch, host is null ? "live" : $"host-{host.Name}")).FullName;
        return await new ReferenceSystemBuilder(store, closure, _profile, host)
            .BuildAsync(request.CluFolder, _version, Path.Combine(request.CacheFolder, "systems"), folder, progress, cancel).ConfigureAwait(false);
    }
}
