using Clu.Images.Iso9660;
using Clu.Media.Hosts;
using Clu.Nix.StoreObjects;
using Clu.Nix.StorePaths;

namespace Clu.Media.Composing;

/// <summary>What <c>clu build iso</c> made.</summary>
public sealed record IsoBuildResult
{
    /// <summary>The ISO file, absolute.</summary>
    public required string File { get; init; }

    /// <summary>Whether it was written by this run, was there already, or would be written.</summary>
    public required IsoBuildOutcome Outcome { get; init; }

    /// <summary>Bytes of the file; null when nothing was written.</summary>
    public required long? Size { get; init; }

    /// <summary>SHA-256 of the file, 64 lower-case digits; null when nothing was written.</summary>
    public required string? Sha256 { get; init; }

    /// <summary>Volume label.</summary>
    public required VolumeLabel Label { get; init; }

    /// <summary>System that the medium boots.</summary>
    public required StorePath Toplevel { get; init; }

    /// <summary>Everything in the medium's store.</summary>
    public required IReadOnlyList<StoreObjectInfo> Objects { get; init; }

    /// <summary>Debian packages in it, of all systems; null where none is made of them.</summary>
    public required int? PackageCount { get; init; }

    /// <summary>Systems that the medium installs, in the profile's order.</summary>
    public IReadOnlyList<MediumHost> Hosts { get; init; } = [];

    /// <summary>The ten store objects that take most room, by NAR size.</summary>
    public IReadOnlyList<StoreObjectInfo> Largest => [.. Objects.OrderByDescending(o => o.NarSize).ThenBy(o => o.Path).Take(10)];
}
