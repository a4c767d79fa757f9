using Clu.Media.Hosts;
using Clu.Nix.StorePaths;
using Clu.Stores.Local;
using Clu.Stores.Progress;
using Clu.Systems.Debian;
using Clu.Systems.Profiles;
using Clu.Systems.Reference;

namespace Clu.Media.Composing;

/// <summary>The way to one host, for images that are no installer. No live system is made: of its packages only those are got that have the tools.</summary>
public static class HostBuild
{
    /// <summary>Makes or finds the host, and gets the tools.</summary>
    /// <param name="request">The host.</param>
    /// <param name="use">Works with the host; its files, and a scratch folder, are there until it returns.</param>
    /// <param name="progress">Told each step.</param>
    /// <param name="cancel">Ends it.</param>
    /// <exception cref="Clu.Binary.CluException">CLU04xx for packages and system, CLU0524 for the folder of clu, CLU055x for a toplevel that was named.</exception>
    public static async Task<T> RunAsync<T>(
        HostBuildRequest request, Func<BuiltHost, string, Task<T>> use, IProgress<ProgressEvent>? progress, CancellationToken cancel)
    {
        InstallerProfile profile = request.Live.Profile with { Hosts = [request.Host] };
        HostSystem? found = request.Host.Toplevel is null ? null : HostToplevel.Read(request.Host);
        ClosureProgram? own = found is null ? null : OwnTools(found, request.Tools);
        string cluFolder = found is null ? CluOnMedium.Check(request.Live.CluFolder) : request.Live.CluFolder;
        string scratch = Directory.CreateTempSubdirectory("clu-image-").FullName;
        try
        {
            using LocalStore store = LocalStore.Open(Path.Combine(request.CacheFolder, "store"));
            ReferenceSystems systems = new(profile, cluFolder, store, request.CacheFolder);
            DebianRequest? packages = found is null ? systems.Request([.. request.Host.Packages, request.Host.Kernel]) : null;
            DebianRequest? tools = own is null && request.Tools is { } needed ? systems.Request(needed.Packages) : null;
            IReadOnlyList<DebianClosure> closures = packages is null && tools is null ? [] : await DebianClosureBuilder.BuildAllAsync(
                [.. new[] { packages, tools }.OfType<DebianRequest>()],
                new DebianOptions { CacheFolder = request.CacheFolder, Offline = request.Live.Offline, Workers = request.Workers },
                store,
                progress,
                cancel).ConfigureAwait(false);
            if (found is null)
            {
                ReferenceSystem made = await systems.MakeAsync(closures[0], request.Host, scratch, progress, cancel).ConfigureAwait(false);
                found = new HostSystem(request.Host, HostKind.Reference, made.Toplevel, systems.Closure(made));
                own = OwnTools(found, request.Tools);
            }

            ClosureProgram? program = own ?? (tools is null ? null : new ClosureProgram(closures[^1]));
            MediumHost described = ManifestPlan.Make(profile.Label, [found], new HashSet<StorePath>(), found.Closure.Select(o => o.Info)).Hosts[0];
            return await use(new BuiltHost(described, found.Closure, program), scratch).ConfigureAwait(false);
        }
        finally
        {
            Directory.Delete(scratch, recursive: true);
        }
    }

    /// <summary>A system that is made of Debian packages may have all the tools itself; then nothing else is asked for them.</summary>
    private static ClosureProgram? OwnTools(HostSystem host, ToolSet? tools) =>
        tools is not null && ClosureProgram.Has(host.Closure.Select(o => o.PhysicalPath), tools.Files)
            ? new ClosureProgram([.. host.Closure.Select(o => o.PhysicalPath)])
            : null;
}
