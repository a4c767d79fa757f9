using Clu.Media.Hosts;
using Clu.Nix.StoreObjects;
using Clu.Nix.StorePaths;
using Clu.Stores.Progress;
using Clu.Systems.Profiles;

namespace Clu.Media.Composing;

/// <summary>The way from a profile to one of its hosts, for images that are no installer.</summary>
public static class HostBuild
{
    /// <summary>Makes the host, and the live system whose packages have the tools that images are made with.</summary>
    /// <param name="live">The profile, and where clu is.</param>
    /// <param name="host">A host of the profile.</param>
    /// <param name="cacheFolder">Folder for downloads, store objects and notes.</param>
    /// <param name="workers">Packages worked on at once.</param>
    /// <param name="use">Works with the host; its files are there until it returns.</param>
    /// <param name="progress">Told each step.</param>
    /// <param name="cancel">Ends it.</param>
    /// <exception cref="Clu.Binary.CluException">CLU04xx for packages and system, CLU0524 for the folder of clu, CLU055x for a toplevel that was named.</exception>
    public static async Task<T> RunAsync<T>(
        LiveRequest.Reference live,
        HostProfile host,
        string cacheFolder,
        int workers,
        Func<BuiltHost, string, Task<T>> use,
        IProgress<ProgressEvent>? progress,
        CancellationToken cancel)
    {
        InstallerProfile profile = live.Profile with { Hosts = [host] };
        using ReferenceBuild build = new(
            live with { Profile = profile },
            new IsoBuildRequest { Live = live, Output = "", CacheFolder = cacheFolder, Workers = workers });
        string scratch = Directory.CreateTempSubdirectory("clu-image-").FullName;
        try
        {
            MediumSystems systems = await build.RunAsync(scratch, progress, cancel).ConfigureAwait(false);
            HostSystem system = systems.Hosts[0];
            IEnumerable<StoreObjectInfo> infos = system.Closure.Select(o => o.Info);
            MediumHost described = ManifestPlan.Make(profile.Label, systems.Hosts, new HashSet<StorePath>(), infos).Hosts[0];
            return await use(new BuiltHost(described, system.Closure, build.LivePackages), scratch).ConfigureAwait(false);
        }
        finally
        {
            Directory.Delete(scratch, recursive: true);
        }
    }
}
