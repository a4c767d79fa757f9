using Clu.Nix.StorePaths;

namespace Clu.Media.Composing;

/// <summary>The systems of a medium: the one that it boots, and those that it installs.</summary>
internal sealed record MediumSystems
{
    /// <summary>The live system.</summary>
    public required LiveSystem Live { get; init; }

    /// <summary>The hosts, in the order of the wizard's list.</summary>
    public required IReadOnlyList<HostSystem> Hosts { get; init; }

    /// <summary>Objects that are carried besides.</summary>
    public required IReadOnlyList<MediumObject> Carried { get; init; }

    /// <summary>Debian packages of all systems, each once; null where none is made of them.</summary>
    public int? PackageCount { get; init; }

    /// <summary>What is on the medium whatever hosts it has.</summary>
    public IReadOnlySet<StorePath> WithoutHosts => Live.Closure.Concat(Carried).Select(o => o.Info.Path).ToHashSet();

    /// <summary>Everything that goes into the medium's store, each object once, by path.</summary>
    public IReadOnlyList<MediumObject> Objects =>
        [.. Live.Closure.Concat(Carried).Concat(Hosts.SelectMany(host => host.Closure.Concat(host.OfflineObjects))).DistinctBy(o => o.Info.Path).OrderBy(o => o.Info.Path)];
}
