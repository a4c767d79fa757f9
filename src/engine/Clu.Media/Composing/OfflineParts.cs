using Clu.Binary;
using Clu.Images.Trees;
using Clu.Media.Hosts;
using Clu.Nix.Flakes;
using Clu.Nix.StoreObjects;
using Clu.Nix.StorePaths;
using Clu.Stores;
using Clu.Stores.Copying;
using Clu.Stores.Local;
using Clu.Stores.Trees;
using Clu.Systems.Flakes;
using Clu.Systems.Profiles;
using Clu.Systems.Rebuilds;

namespace Clu.Media.Composing;

/// <summary>Finds what a host needs beside its closure: its flake with all inputs, and what rebuilds read.</summary>
/// <param name="own">A store of clu's own, for flakes that are in no store; null where all are in one.</param>
internal sealed class OfflineParts(LocalStore? own)
{
    private const string FlakeFile = "flake.nix";
    private const string LockFile = "flake.lock";
    private static readonly FileName _git = FileName.From(".git");

    /// <summary>The host with what its profile asks for.</summary>
    /// <exception cref="CluException">CLU0732: the derivation is not there. CLU0740 to CLU0745: something else is not, or does not fit.</exception>
    public HostSystem AddTo(HostSystem system, CancellationToken cancel)
    {
        if (system.Profile is { Flake: null, RebuildKit: null })
            return system;
        using LocalStore store = StoreContents.Open(system.Profile.Toplevel!, out _) ?? throw MediaErrors.MissingToplevel(system.Profile);
        HashSet<StorePath> closure = [.. system.Closure.Select(o => o.Info.Path)];
        List<MediumObject> objects = [];
        HostOffline offline = new() { Closure = [], ClosureSize = 0, NixConf = OfflineFlake.Settings };
        if (system.Profile.Flake is { } wantedFlake)
        {
            CarriedFlake flake = Flake(system.Profile, wantedFlake, store, cancel);
            objects.AddRange(flake.Objects);
            offline = offline with { Flake = flake.Flake, Inputs = flake.Inputs, Registry = flake.Registry };
        }

        if (system.Profile.RebuildKit is { } wanted)
        {
            RebuildKit kit = Kit(system, wanted, store, closure, cancel);
            objects.AddRange(kit.Objects.Select(info => new MediumObject(info, store.PhysicalPath(info.Path))));
            offline = offline with { Rebuild = new HostRebuild(kit.Graph.Root.Path, wanted.Allow, kit.Roots) };
        }

        MediumObject[] sorted = Sorted(objects, closure);
        return system with
        {
            OfflineObjects = sorted,
            Offline = offline with { Closure = [.. sorted.Select(o => o.Info.Path)], ClosureSize = sorted.Sum(o => o.Info.NarSize) },
        };
    }

    /// <summary>Objects that a closure does not have, each once; what is referred to stands first.</summary>
    public static MediumObject[] Sorted(IEnumerable<MediumObject> objects, IReadOnlySet<StorePath> closure)
    {
        Dictionary<StorePath, MediumObject> added = objects.Where(o => !closure.Contains(o.Info.Path)).DistinctBy(o => o.Info.Path).ToDictionary(o => o.Info.Path);
        return [.. StoreClosure.Sorted(added.Values.Select(o => o.Info)).Select(info => added[info.Path])];
    }

    /// <summary>The flake of a host, with its inputs.</summary>
    /// <exception cref="CluException">CLU0740 to CLU0743: some of it is not there.</exception>
    public CarriedFlake Flake(HostProfile host, FlakeProfile flake, LocalStore store, CancellationToken cancel)
    {
        MediumObject source = Source(host, flake.Path);
        FlakeLock? locked = Lock(host, flake, Path.Combine(source.PhysicalPath, flake.Directory));
        IReadOnlyList<FlakeInput> inputs = locked is null ? [] : FlakeInputs.Of(locked);
        if (inputs.FirstOrDefault(input => store.Find(input.Path) is null) is { } missing)
            throw MediaErrors.MissingInput(host, flake.Path, missing);
        return new CarriedFlake(
            new HostFlake(source.Info.Path, flake.Configuration) { Directory = flake.Directory },
            inputs,
            OfflineFlake.Registry(locked is null ? [] : FlakeInputs.Direct(locked).Select(input => input.Value with { Name = input.Key })),
            [source, .. StoreClosure.Of(store, inputs.Select(input => input.Path), cancel).Select(info => new MediumObject(info, store.PhysicalPath(info.Path)))]);
    }

    /// <summary>The flake as a store object: the one that it is, or a copy without the history.</summary>
    private MediumObject Source(HostProfile host, string flake)
    {
        if (StoreContents.Open(flake, out StorePath? path) is { } store)
        {
            using (store)
                return new MediumObject(store.Find(path!)!, store.PhysicalPath(path!));
        }

        if (own is null || !File.Exists(Path.Combine(flake, FlakeFile)))
            throw MediaErrors.NoFlake(host, flake);
        ImageDirectory tree = new();
        foreach ((FileName name, ImageNode node) in ((ImageDirectory)ObjectTree.Read(flake)).Entries.Where(entry => entry.Key != _git))
            tree.Add(name, node);
        StoreObjectInfo info = own.Add(FlakeInputs.ObjectName, tree, StoreReferences.None);
        return new MediumObject(info, own.PhysicalPath(info.Path));
    }

    /// <summary>Null where a flake has no inputs and so needs no lock file.</summary>
    private static FlakeLock? Lock(HostProfile host, FlakeProfile flake, string folder)
    {
        string file = Path.Combine(folder, LockFile);
        try
        {
            return File.Exists(file) ? FlakeLock.Parse(File.ReadAllBytes(file))
                : !(flake.HasInputs ?? File.ReadAllText(Path.Combine(folder, FlakeFile)).Contains("inputs", StringComparison.Ordinal)) ? null
                : throw MediaErrors.NotLocked(host, flake.Path);
        }
        catch (MalformedDataException e)
        {
            throw MediaErrors.BadLock(host, flake.Path, e);
        }
    }

    /// <summary>The kit of a host, all of which is there and fits.</summary>
    /// <exception cref="CluException">CLU0114, CLU0732: its derivation is not there. CLU0744, CLU0745: something else is not, or does not fit.</exception>
    public static RebuildKit Kit(HostSystem system, KitProfile wanted, LocalStore store, IReadOnlySet<StorePath> closure, CancellationToken cancel)
    {
        RebuildKit kit = RebuildKitPlanner.Plan(
            store,
            new RebuildKitRequest
            {
                Derivation = new StoreDerivations(store).Of(system.Toplevel),
                Changes = wanted.Allow,
                Budget = wanted.Budget,
                Carried = closure,
            },
            cancel);
        return kit.Changes.FirstOrDefault(change => !change.IsPossible) is { } lacking ? throw MediaErrors.KitLacks(system.Profile, lacking)
            : kit.Dropped.Count > 0 ? throw MediaErrors.KitTooLarge(system.Profile, kit)
            : kit;
    }
}
