namespace Clu.Install.Layouts;

/// <summary>
/// How disks are divided: partitions at the bottom, file systems at the top, and what lies between them. Each thing names what it lies on, so that
/// layers go in any order: a volume on LUKS on an array on partitions.
/// </summary>
public sealed record DiskLayout
{
    /// <summary>Name by which answers ask for it.</summary>
    public required string Name { get; init; }

    /// <summary>One line for people.</summary>
    public string Description { get; init; } = "";

    /// <summary>Disks that it needs.</summary>
    public int DiskCount { get; init; } = 1;

    /// <summary>Partitions; those of a disk in the order of their numbers.</summary>
    public IReadOnlyList<LayoutPartition> Partitions { get; init; } = [];

    /// <summary>MD arrays.</summary>
    public IReadOnlyList<LayoutRaid> Raids { get; init; } = [];

    /// <summary>LUKS2 volumes.</summary>
    public IReadOnlyList<LayoutLuks> Luks { get; init; } = [];

    /// <summary>Volume groups.</summary>
    public IReadOnlyList<LayoutGroup> Groups { get; init; } = [];

    /// <summary>Volumes of the groups.</summary>
    public IReadOnlyList<LayoutVolume> Volumes { get; init; } = [];

    /// <summary>File systems.</summary>
    public IReadOnlyList<LayoutFileSystem> FileSystems { get; init; } = [];

    /// <summary>Swap.</summary>
    public IReadOnlyList<LayoutSwap> Swaps { get; init; } = [];

    /// <summary>Whether it has something that a passphrase or key opens.</summary>
    public bool IsEncrypted => Luks.Count > 0;
}
