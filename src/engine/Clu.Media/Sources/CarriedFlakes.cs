using Clu.Binary;
using Clu.Media.Composing;
using Clu.Media.Descriptions;
using Clu.Stores.Progress;
using Clu.Systems.Flakes;
using Clu.Systems.Profiles;

namespace Clu.Media.Sources;

/// <summary>Flakes whose hosts are to be evaluated without a network: each is fetched once, with all its inputs.</summary>
/// <param name="request">What was named.</param>
/// <param name="nix">The Nix that fetches.</param>
/// <param name="root">Root of its store.</param>
internal sealed class CarriedFlakes(MediumSourceRequest request, NixCommand nix, string root)
{
    private const string Self = "self";
    private const string LockFile = "flake.lock";

    private readonly Dictionary<string, FlakeSource?> _sources = new(StringComparer.Ordinal);

    /// <summary>The flake of a system; null where none can be carried, or none is wanted.</summary>
    /// <exception cref="CluException">CLU0726: an input cannot be fetched.</exception>
    public async Task<FlakeProfile?> OfAsync(FlakeTarget target, CancellationToken cancel)
    {
        if (!request.CarriesFlakes)
            return null;
        if (!_sources.TryGetValue(target.Flake, out FlakeSource? source))
            _sources[target.Flake] = source = Usable(target.Flake, await new FlakeArchive(nix).FetchAsync(target.Flake, cancel).ConfigureAwait(false));
        return source is null ? null : new FlakeProfile(root + source.Path, target.Name!) { Directory = source.Directory, HasInputs = source.HasInputs };
    }

    /// <summary>What hosts of a description get besides: the flake of the description, unless that carries it itself, and a kit that was asked for.</summary>
    /// <param name="system">The configuration that describes it.</param>
    /// <param name="description">The description.</param>
    /// <param name="cancel">Ends it.</param>
    public async Task<IReadOnlyDictionary<HostName, HostAddition>> OfHostsAsync(FlakeSystem system, MediumDescription description, CancellationToken cancel)
    {
        bool hasSelf = description.Hosts.Count == 0 || description.Inputs.Any(input => input.Name == Self);
        FlakeProfile? flake = hasSelf ? null : await OfAsync(system.Target, cancel).ConfigureAwait(false);
        Dictionary<HostName, HostAddition> additions = [];
        foreach (DescribedHost host in description.Hosts)
        {
            string? configuration = system.Configurations.OrderByDescending(name => name == host.Name.Text).FirstOrDefault(name => HostName.Nearest(name) == host.Name);
            KitProfile? kit = request.Kit(host.Rebuild?.Wanted);
            additions.Add(host.Name, new HostAddition(configuration is null || flake is null ? null : flake with { Configuration = configuration }, kit));
        }

        return additions;
    }

    private FlakeSource? Usable(string flake, FlakeSource source)
    {
        string? why = source.HasInputs && !File.Exists(Path.Combine(root + source.Path, source.Directory, LockFile)) ? "it has inputs and no flake.lock"
            : source.Directory.Length > 0 && !FlakeProfile.IsDirectory(source.Directory) ? $"its folder '{source.Directory}' has a name that is not for URLs"
            : null;
        if (why is null)
            return source;
        request.Nix.Progress?.Report(new ProgressEvent.Warning(
            $"the flake '{flake}' is not carried, and its hosts are evaluated with a network only: {why}", $"run `nix flake lock {flake}` where it can be written"));
        return null;
    }
}
