using Clu.Nix.StorePaths;
using Clu.Systems.Flakes;
using Clu.Systems.Profiles;

namespace Clu.Media.Sources;

/// <summary>Evaluates and builds what is named of flakes.</summary>
/// <param name="request">What was named.</param>
internal sealed class FlakeSources(MediumSourceRequest request)
{
    /// <summary>The configuration that is the live system where none is named.</summary>
    private const string Installer = "installer";

    private const string LinkName = "built";
    private const string KitLinkName = "kit";

    /// <summary>Evaluates and builds.</summary>
    /// <param name="targets">Configurations that are named.</param>
    /// <param name="live">The one that <c>--live</c> names; null where it names none.</param>
    /// <param name="takesSpare">Whether <c>installer</c> of a flake may be the live system.</param>
    /// <param name="folder">Where links keep what is built from being collected, as long as they are there.</param>
    /// <param name="cancel">Ends it.</param>
    /// <returns>What was built, in the order of <paramref name="targets"/>, and a live system that is none of them last.</returns>
    public async Task<IReadOnlyList<FoundSystem>> FindAsync(
        IReadOnlyList<FlakeTarget> targets, FlakeTarget? live, bool takesSpare, string folder, CancellationToken cancel)
    {
        string root = LocalRoot.Of(request.Store, Environment.GetEnvironmentVariable);
        NixCommand nix = await NixCommand.FindAsync(request.Nix, cancel).ConfigureAwait(false);
        FlakeEvaluator evaluator = new(nix);
        List<FlakeSystem> systems = [];
        FlakeTarget[] all = [.. targets.Append(live).OfType<FlakeTarget>()];
        foreach (string flake in all.Select(target => target.Flake).Distinct())
        {
            (string, FlakeRole)[] wanted =
            [
                .. all.Where(target => target.Flake == flake && target.Name is not null).Distinct()
                    .Select(target => (target.Name!, target == live ? FlakeRole.Live : live is not null ? FlakeRole.Host : FlakeRole.Any)),
            ];
            string? spare = takesSpare && live is null && !systems.Any(system => system.IsMedium) ? Installer : null;
            systems.AddRange(await evaluator.EvaluateAsync(flake, wanted, spare, cancel).ConfigureAwait(false));
        }

        if (live is not null && !systems.Any(system => system.IsMedium))
            throw MediaErrors.NoMedium(live.ToString());
        if (systems.Count == 0)
            throw MediaErrors.NoLive($"the flake '{all[0].Flake}' has no configuration '{Installer}' that describes a medium");
        CarriedFlakes carried = new(request, nix, root);
        // What cannot be had is found out before hours of building.
        foreach (FlakeSystem host in systems.Where(system => !system.IsMedium))
            await carried.OfAsync(host.Target, cancel).ConfigureAwait(false);
        FlakeBuilder builder = new(nix);
        IReadOnlyList<string> paths = await builder.BuildAsync(systems, Path.Combine(folder, LinkName), cancel).ConfigureAwait(false);
        List<FoundSystem> found = [];
        foreach ((FlakeSystem system, string path) in systems.Zip(paths))
        {
            FoundSystem each = Found(system, path, root);
            found.Add(each.Description is { } description
                ? each with { Additions = await carried.OfHostsAsync(system, description, cancel).ConfigureAwait(false) }
                : each with { Flake = await carried.OfAsync(system.Target, cancel).ConfigureAwait(false), RebuildKit = request.Kit(system.RebuildKit) });
        }

        await new KitParts(builder, root).FetchAsync([.. found.SelectMany(Kits)], Path.Combine(folder, KitLinkName), cancel).ConfigureAwait(false);
        return found;
    }

    /// <summary>Systems that get a kit, with what it is for.</summary>
    private static IEnumerable<(StorePath Toplevel, KitProfile Kit)> Kits(FoundSystem system)
    {
        if (system.Description is null)
            return system.RebuildKit is { } own ? [(system.Path, own)] : [];
        return system.Description.Hosts
            .Select(host => (host.Toplevel, Kit: system.Additions.GetValueOrDefault(host.Name)?.RebuildKit ?? host.Rebuild?.Wanted))
            .Where(host => host.Kit is not null)
            .Select(host => (host.Toplevel, host.Kit!));
    }

    private static FoundSystem Found(FlakeSystem system, string path, string root)
    {
        string text = system.Target.ToString();
        HostName name = HostName.Nearest(system.Target.Name!) ?? throw MediaErrors.NoHostName(text);
        HostName? hostName = HostName.TryParse(system.HostName, out HostName own) ? own : null;
        return StoreDirectory.Default.TryParse(path, out StorePath? parsed)
            ? StorePathSources.Look(text, name, parsed, root, hostName)
            : throw MediaErrors.OtherDirectory(text, path);
    }
}
