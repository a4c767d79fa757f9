using Clu.Binary;
using Clu.Media.Descriptions;
using Clu.Media.Hosts;
using Clu.Nix.Flakes;
using Clu.Nix.StoreObjects;
using Clu.Nix.StorePaths;
using Clu.Stores.Local;
using Clu.Systems.Flakes;

namespace Clu.Media.Composing;

/// <summary>What hosts have beside their closures where a NixOS configuration describes the medium.</summary>
/// <param name="description">The description.</param>
/// <param name="store">The store that has all of it.</param>
internal sealed class DescribedOffline(MediumDescription description, LocalStore store)
{
    /// <summary>Name of the input that is the flake itself.</summary>
    private const string Self = "self";

    /// <summary>The host with what the description carries for it.</summary>
    /// <param name="system">The host.</param>
    /// <param name="rebuild">How it is rebuilt; null where nobody asked for that.</param>
    /// <param name="cancel">Ends it.</param>
    /// <exception cref="CluException">CLU0101: the registry is none.</exception>
    public HostSystem AddTo(HostSystem system, DescribedRebuild? rebuild, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        if (description.Inputs.Count == 0 && rebuild?.Kit is null)
            return system;
        FlakeInput[] inputs = [.. description.Inputs.Select(input => new FlakeInput(input.Name, input.Path.Path, input.Locked))];
        StorePath[] roots = [.. inputs.Select(input => input.Path), .. rebuild?.Kit is { } kit ? [kit.Path] : Array.Empty<StorePath>()];
        HashSet<StorePath> closure = [.. system.Closure.Select(o => o.Info.Path)];
        MediumObject[] objects = [.. store.Closure(roots).Where(info => !closure.Contains(info.Path)).Select(info => new MediumObject(info, store.PhysicalPath(info.Path)))];
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
                Rebuild = rebuild?.Kit is { } kept ? new HostRebuild(Derivation(system, objects), [], [kept.Path]) : null,
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
