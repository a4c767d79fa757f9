using Clu.Nix.StoreObjects;

namespace Clu.Media.Hosts;

/// <summary>What a medium can install: the file <see cref="MediumPath"/> on it.</summary>
public sealed record MediumManifest
{
    /// <summary>Where it is on the medium; in the live system below <c>/iso</c>.</summary>
    public const string MediumPath = "/clu/manifest.json";

    /// <summary>The medium's label.</summary>
    public required string Label { get; init; }

    /// <summary>The hosts, in the profile's order.</summary>
    public required IReadOnlyList<MediumHost> Hosts { get; init; }

    /// <summary>Every store object of the hosts' closures with hash and size, in the order of their paths.</summary>
    public required IReadOnlyList<StoreObjectInfo> Objects { get; init; }
}
