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

    private readonly OfflineParts _parts = new(null);

    /// <summary>The host with what is carried for it.</summary>
    /// <param name="system">The host; a flake or a kit of its own counts before what the description says.</param>
    /// <param name="rebuild">How it is rebuilt; null where the description asks for nothing.</param>
    /// <param name="cancel">Ends it.</param>
    /// <exception cref="CluException">CLU0101: the registry is none. CLU0732, CLU0740 to CLU0745: something is not there, or does not fit.</exception>
    public HostSystem AddTo(HostSystem system, DescribedRebuild? rebuild, CancellationToken cancel)
    {
        if (description.Inputs.Count == 0 && rebuild is null && system.Profile is { Flake: null, RebuildKit: null })
            return system;
        HashSet<StorePath> closure = [.. system.Closure.Select(o => o.Info.Path)];
        using LocalStore own = StoreContents.Open(system.Profile.Toplevel!, out _) ?? throw MediaErrors.MissingToplevel(system.Profile);
        CarriedFlake flake = FlakeOf(system.Profile, own, cancel);
        // Where nobody names a kit, it is found in the graph of derivations.
        KitProfile? wanted = system.Profile.RebuildKit ?? rebuild?.Wanted;
        RebuildKit? found = wanted is null ? null : OfflineParts.Kit(system, wanted, own, closure, cancel);
        StorePath[] named = rebuild?.Kit is { } kit ? [kit.Path] : [];
        StorePath[] kept = [.. (found?.Roots ?? []).Concat(named).Distinct()];
        MediumObject[] objects = OfflineParts.Sorted(
            [.. flake.Objects, .. (found?.Objects ?? []).Select(info => new MediumObject(info, own.PhysicalPath(info.Path))), .. Closure(named)], closure);
        return system with
        {
            OfflineObjects = objects,
            Offline = new HostOffline
            {
                Closure = [.. objects.Select(o => o.Info.Path)],
                ClosureSize = objects.Sum(o => o.Info.NarSize),
                Flake = flake.Flake,
                Inputs = flake.Inputs,
                Registry = flake.Registry,
                NixConf = Settings(flake.Objects.Count > 0, system.Profile.Flake is not null),
                Rebuild = kept.Length == 0 ? null : new HostRebuild(found?.Graph.Root.Path ?? Derivation(system, objects), wanted?.Allow ?? [], kept),
            },
        };
    }

    /// <summary>What the description says; of what flakes need without a network the rest where it says nothing, or does not know that a flake is carried.</summary>
    private IReadOnlyList<string> Settings(bool hasFlake, bool ofItsOwn) => !hasFlake || (description.NixConf.Count > 0 && !ofItsOwn)
        ? description.NixConf
        : [.. description.NixConf, .. OfflineFlake.Settings.ExceptBy(description.NixConf.Select(NameOf), NameOf)];

    private static string NameOf(string line) => line.Split('=')[0].Trim();

    /// <summary>The host's own flake, and of the description what goes with it.</summary>
    private CarriedFlake FlakeOf(HostProfile host, LocalStore from, CancellationToken cancel)
    {
        CarriedFlake described = Described(host);
        if (host.Flake is not { } own)
            return described;
        CarriedFlake flake = _parts.Flake(host, own, from, cancel);
        // A host that the description does not have may be of another flake, with other inputs.
        return description.Hosts.All(known => known.Name != host.Name) ? flake : flake with
        {
            Inputs = [.. flake.Inputs.Concat(described.Inputs).DistinctBy(input => input.Path)],
            Registry = description.Registry is null ? flake.Registry : described.Registry,
            Objects = [.. flake.Objects.Concat(described.Objects)],
        };
    }

    private CarriedFlake Described(HostProfile host)
    {
        FlakeInput[] inputs = [.. description.Inputs.Select(input => new FlakeInput(input.Name, input.Path.Path, input.Locked))];
        return new CarriedFlake(
            description.Inputs.FirstOrDefault(input => input.Name == Self) is { } self
                ? new HostFlake(self.Path.Path, host.Name.Text) { Directory = self.Path.Inside.Trim('/') }
                : null,
            [.. inputs.Where(input => input.Name != Self)],
            Registry(inputs),
            [.. Closure(inputs.Select(input => input.Path))]);
    }

    private IEnumerable<MediumObject> Closure(IEnumerable<StorePath> paths) =>
        store.Closure([.. paths]).Select(info => new MediumObject(info, store.PhysicalPath(info.Path)));

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
