using Clu.Media.Hosts;

namespace Clu.Media.Inspection;

/// <summary>What is on a medium, and what is wrong with it.</summary>
public sealed record MediumReport
{
    /// <summary>Volume label; other tools allow more characters than clu does.</summary>
    public required string Label { get; init; }

    /// <summary>Bytes of the ISO file system.</summary>
    public required long VolumeSize { get; init; }

    /// <summary>Bytes of the file: file system, appended partitions, partition tables.</summary>
    public required long FileSize { get; init; }

    /// <summary>What made the medium, as the volume says; may be empty.</summary>
    public required string Application { get; init; }

    /// <summary>First line of <c>/version.txt</c>; null without one.</summary>
    public required string? Version { get; init; }

    /// <summary>Boot images of the El Torito catalog, in its order.</summary>
    public required IReadOnlyList<BootImage> BootImages { get; init; }

    /// <summary>Partitions of the GUID partition table, or else of the master boot record, in their order.</summary>
    public required IReadOnlyList<MediumPartition> Partitions { get; init; }

    /// <summary>Entries of the boot menus, in the order of the menus and in them.</summary>
    public required IReadOnlyList<MenuEntry> MenuEntries { get; init; }

    /// <summary>Every regular file, by path.</summary>
    public required IReadOnlyList<MediumFile> Files { get; init; }

    /// <summary>The store; null when there is none that can be read.</summary>
    public required StoreReport? Store { get; init; }

    /// <summary>What the medium can install; null when it does not say, or cannot be read.</summary>
    public MediumManifest? Manifest { get; init; }

    /// <summary>What is wrong or strange, worst first; empty on a sound medium.</summary>
    public required IReadOnlyList<Finding> Findings { get; init; }

    /// <summary>Whether something is wrong, so that the medium should not be used.</summary>
    public bool IsDamaged => Findings.Any(finding => finding.Severity == FindingSeverity.Error);
}
