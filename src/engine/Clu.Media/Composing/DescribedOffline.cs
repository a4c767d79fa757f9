using Clu.Binary;
using Clu.Media.Descriptions;
using Clu.Media.Hosts;
using Clu.Nix.Flakes;
using Clu.Nix.StoreObjects;
using Clu.Nix.StorePaths;
using Clu.Stores.Local;
using Clu.Systems.Flakes;
using Clu.Systems.Profiles;
using Clu.Systems.Rebuilds;

namespace Clu.Media.Composing;

/// <summary>What hosts have beside their closures where a NixOS configuration describes the medium.</summary>
/// <param name="description">The description.</param>
/// <param name="store">The store that has all of it.</param>
internal sealed class DescribedOffline(MediumDescription description, LocalStore store)
{
    /// <summary>Name of the input that is the flake itself.</summary>
    private const string Self = "self";

    private static readonly KitProfile _everything = new(SystemChanges.All, null);

    /// <summary>The host with what the description carries for it.</summary>
    /// <param name="system">The host.</param>
    /// <param name="rebuild">How it is rebuilt; null where nobody asked for that.</param>
    /// <param name="cancel">Ends it.</param>
    /// <exception cref="CluException">CLU0101: the registry is none.</exception>
    public HostSystem AddTo(HostSystem system, DescribedRebuild? rebuild, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        if (description.Inputs.Count == 0 && rebuild is null)
            return system;
        FlakeInput[] inputs = [.. description.Inputs.Select(input => new FlakeInput(input.Name, input.Path.Path, input.Locked))];
        HashSet<StorePath> closure = [.. system.Closure.Select(o => o.Info.Path)];
        // Where the configuration names no kit, it is found in the graph of derivations.
        RebuildKit? found = rebuild is { Kit: null } ? OfflineParts.Kit(system, _everything, store, closure, cancel) : null;
        StorePath[] kept = [.. found?.Roots ?? (rebuild?.Kit is { } kit ? [kit.Path] : [])];
        MediumObject[] objects = [.. store.Closure([.. inputs.Select(input => input.Path), .. kept]).Where(info => !closure.Contains(info.Path)).Select(info => new MediumObject(info, store.PhysicalPath(info.Path)))];
        return system with
        {
            OfflineObjects = objects,
            Offline = new HostOffline
            {
                Closure = [.. objects.Select(o => o.Info.Path)],
                ClosureSize = objects.Sum(o => o.Info.NarSize),
                Flake = inputs.FirstOrDefault(input => input.Name == Self) is { } self ? new HostFlake(self.Path, system.Profile.Name.Text) : null,
                Inputs = [.. inputs.Where(input => input.Name != Self)],
                Registry = Registry(inputs),
                NixConf = description.NixConf.Count > 0 || inputs.Length == 0 ? description.NixConf : OfflineFlake.Settings,
                Rebuild = rebuild is null ? null : new HostRebuild(Derivation(system, objects), found is null ? [] : _everything.Allow, kept),
            },
        };
    }

    private FlakeRegistry Registry(FlakeInput[] inputs) => description.Registry is { } file
        ? FlakeRegistry.Parse(File.ReadAllBytes(store.PhysicalPath(file.Path) + file.Inside))
        : OfflineFlake.Registry(inputs.Where(input => input.Name != Self && !input.Name.Contains('/', StringComparison.Ordinal)));

    /// <summary>The derivation of a host, where it is carried.</summary>
    private StorePath? Derivation(HostSystem system, MediumObject[] objects)
    {
        StoreObjectInfo? toplevel = store.Find(system.Toplevel);
        return objects.Any(o => o.Info.Path == toplevel?.Deriver) ? toplevel!.Deriver : null;
    }
}
