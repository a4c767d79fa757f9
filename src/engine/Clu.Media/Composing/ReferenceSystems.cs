using Clu.Stores.Local;
using Clu.Stores.Progress;
using Clu.Systems.Debian;
using Clu.Systems.Profiles;
using Clu.Systems.Reference;

namespace Clu.Media.Composing;

/// <summary>Makes reference systems as a profile has them.</summary>
/// <param name="profile">The profile.</param>
/// <param name="cluFolder">Folder with the native <c>clu</c> that goes into the systems.</param>
/// <param name="store">Where packages and systems are.</param>
/// <param name="cacheFolder">Folder for notes.</param>
internal sealed class ReferenceSystems(InstallerProfile profile, string cluFolder, LocalStore store, string cacheFolder)
{
    /// <summary>clu's version, which is the systems' too.</summary>
    private static readonly string _version = typeof(ReferenceSystems).Assembly.GetName().Version!.ToString(3);

    /// <summary>Packages of the profile's suite, each once.</summary>
    public DebianRequest Request(IEnumerable<PackageName> packages) => new()
    {
        Suite = profile.Suite,
        Components = profile.Components,
        Packages = [.. packages.Select(package => package.Text).Distinct()],
        Mirror = profile.Mirror?.ToString(),
    };

    /// <summary>Makes a system of packages.</summary>
    /// <param name="closure">The packages.</param>
    /// <param name="host">The host that it is of; null for the live system.</param>
    /// <param name="scratch">Folder for temporary files.</param>
    /// <param name="progress">Told each step.</param>
    /// <param name="cancel">Ends it.</param>
    public async Task<ReferenceSystem> MakeAsync(
        DebianClosure closure, HostProfile? host, string scratch, IProgress<ProgressEvent>? progress, CancellationToken cancel)
    {
        string folder = Directory.CreateDirectory(Path.Combine(scratch, host is null ? "live" : $"host-{host.Name}")).FullName;
        return await new ReferenceSystemBuilder(store, closure, profile, host)
            .BuildAsync(cluFolder, _version, Path.Combine(cacheFolder, "systems"), folder, progress, cancel).ConfigureAwait(false);
    }

    /// <summary>All of a system, with the files.</summary>
    public IReadOnlyList<MediumObject> Closure(ReferenceSystem system) =>
        [.. system.Closure.Select(info => new MediumObject(info, store.PhysicalPath(info.Path)))];
}
