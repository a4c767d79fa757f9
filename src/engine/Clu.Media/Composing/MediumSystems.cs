using Clu.Nix.StorePaths;
using Clu.Stores.Local;
using Clu.Systems.Debian;
using Clu.Systems.Reference;

namespace Clu.Media.Composing;

/// <summary>The systems of a medium: the one that it boots, and those that it installs.</summary>
internal sealed record MediumSystems
{
    /// <summary>The live system.</summary>
    public required ReferenceSystem Live { get; init; }

    /// <summary>Its packages, of which the medium's loaders are made too.</summary>
    public required DebianClosure LivePackages { get; init; }

    /// <summary>The hosts, in the profile's order.</summary>
    public required IReadOnlyList<HostSystem> Hosts { get; init; }

    /// <summary>Objects that the profile carries besides.</summary>
    public required IReadOnlyList<MediumObject> Carried { get; init; }

    /// <summary>Debian packages of all systems, each once.</summary>
    public required int PackageCount { get; init; }

    /// <summary>What is on the medium whatever hosts it has.</summary>
    public IReadOnlySet<StorePath> WithoutHosts => Live.Closure.Select(info => info.Path).Concat(Carried.Select(o => o.Info.Path)).ToHashSet();

    /// <summary>Everything that goes into the medium's store, each object once, by path.</summary>
    /// <param name="store">The store with the live system.</param>
    public IReadOnlyList<MediumObject> Objects(LocalStore store) =>
    [
        .. Live.Closure.Select(info => new MediumObject(info, store.PhysicalPath(info.Path)))
            .Concat(Carried)
            .Concat(Hosts.SelectMany(host => host.Closure.Concat(host.OfflineObjects)))
            .DistinctBy(o => o.Info.Path)
            .OrderBy(o => o.Info.Path),
    ];
}
