using Clu.Binary;
using Clu.Media.Composing;
using Clu.Media.Descriptions;
using Clu.Nix.StorePaths;
using Clu.Stores.Progress;
using Clu.Systems.Flakes;
using Clu.Systems.Profiles;

namespace Clu.Media.Sources;

/// <summary>
/// Finds out what is the live system and what are hosts, of what somebody names, and gets all of it onto this machine. See <c>docs/flakes.md</c>.
/// </summary>
/// <param name="request">What was named.</param>
/// <param name="progress">Told of each step.</param>
public sealed class MediumSources(MediumSourceRequest request, IProgress<ProgressEvent>? progress)
{
    /// <summary>Finds, evaluates, builds and fetches.</summary>
    /// <param name="folder">Folder for links that keep what is built from being collected until the medium is written.</param>
    /// <param name="cancel">Ends it.</param>
    /// <exception cref="CluException">CLU0700 to CLU0714, CLU0720 to CLU0723, CLU0726 to CLU0728: something that is named cannot be had, or it is not clear what boots.</exception>
    public async Task<MediumSource> FindAsync(string folder, CancellationToken cancel)
    {
        string[] all = [.. request.Targets.Append(request.Live).OfType<string>()];
        string[] paths = [.. all.Where(text => StorePathSources.PathOf(text) is not null).Distinct()];
        FlakeTarget[] flakes = [.. request.Targets.Except(paths).Select(FlakeTarget.Parse)];
        FlakeTarget? live = request.Live is { } text && !paths.Contains(text) ? Named(FlakeTarget.Parse(text)) : null;

        if (flakes.Length == 0 && live is null && (request.RebuildKit is not null || request.RebuildBudget is not null))
            throw MediaErrors.KitWithoutFlake();

        List<FoundSystem> found = [.. new StorePathSources(request, progress).Find(paths, cancel)];
        if (flakes.Length > 0 || live is not null)
        {
            // A live system that was asked for is not passed over for one that lies around.
            bool takesSpare = request.Reference is null && request.Live is null && !found.Any(system => system.Description is not null);
            found.AddRange(await new FlakeSources(request.Reporting(progress)).FindAsync(flakes, live, takesSpare, folder, cancel).ConfigureAwait(false));
        }

        return Compose(found, request.Live is null ? null : live?.ToString() ?? request.Live);
    }

    private static FlakeTarget Named(FlakeTarget live) => live.Name is null ? live with { Name = "installer" } : live;

    private MediumSource Compose(List<FoundSystem> found, string? live)
    {
        FoundSystem[] media = [.. found.Where(system => system.Description is not null && (live is null || system.Text == live))];
        if (live is not null && media.Length == 0)
            throw MediaErrors.NoMedium(live);
        if (media.Length > 1)
            throw MediaErrors.SeveralLive(media.Select(system => system.Text));
        if (media.Length == 1 && request.Reference is not null)
            throw MediaErrors.SeveralLive([media[0].Text, $"--profile {request.Reference.Profile.Name}"]);
        HostProfile[] hosts = [.. found.Except(media).Select(Host)];
        if (media is [{ } medium])
        {
            Dictionary<HostName, HostAddition> additions = Additions(medium, hosts);
            HostProfile[] more = Others(hosts, medium.Description!.Hosts.Select(host => (host.Name, medium.Root + StoreDirectory.Default.Print(host.Toplevel))));
            return new MediumSource(new LiveRequest.Nixos(medium.Description!, medium.Root) { Unchecked = request.Unchecked, Additions = additions }, more);
        }

        LiveRequest.Reference reference = request.Reference
            ?? throw MediaErrors.NoLive($"none of {string.Join(", ", found.Select(system => $"'{system.Text}'"))} describes a medium");
        return new MediumSource(reference, Others(hosts, reference.Profile.Hosts.Select(host => (host.Name, host.Toplevel ?? ""))));
    }

    /// <summary>A host that the description has, and that is named besides, brings its flake, and what it says of rebuilds where the description says nothing.</summary>
    private Dictionary<HostName, HostAddition> Additions(FoundSystem medium, HostProfile[] named)
    {
        Dictionary<HostName, HostAddition> additions = new(medium.Additions);
        bool asked = request.RebuildKit is not null || request.RebuildBudget is not null;
        foreach (DescribedHost host in medium.Description!.Hosts)
        {
            if (named.FirstOrDefault(other => other.Name == host.Name) is not { } same)
                continue;
            HostAddition? own = additions.GetValueOrDefault(host.Name);
            additions[host.Name] = new HostAddition(same.Flake ?? own?.Flake, asked || host.Rebuild is null ? same.RebuildKit ?? own?.RebuildKit : own?.RebuildKit);
        }

        return additions;
    }

    /// <summary>A system as a host, a medium's live system too.</summary>
    internal static HostProfile Host(FoundSystem system) => system.Description is null
        ? system.Host
        // A store path of a description that is not the live system stands for the system in it.
        : system.Host with { Toplevel = system.Root + StoreDirectory.Default.Print(system.Description.Toplevel) };

    /// <summary>Hosts that the medium does not have yet.</summary>
    /// <exception cref="CluException">CLU0723: two systems have one name.</exception>
    private static HostProfile[] Others(HostProfile[] hosts, IEnumerable<(HostName Name, string Toplevel)> own)
    {
        Dictionary<HostName, string> known = own.ToDictionary(host => host.Name, host => host.Toplevel);
        List<HostProfile> others = [];
        foreach (HostProfile host in hosts)
        {
            if (known.TryAdd(host.Name, host.Toplevel!))
                others.Add(host);
            else if (known[host.Name] != host.Toplevel)
                throw MediaErrors.HostTwice(host.Name.Text, known[host.Name], host.Toplevel!);
        }

        return [.. others];
    }
}
