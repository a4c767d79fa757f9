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
}
