namespace Clu.Install.Layouts;

/// <summary>A file system.</summary>
public sealed record LayoutFileSystem
{
    /// <summary>What it lies on.</summary>
    public required string On { get; init; }

    /// <summary>Its type.</summary>
    public required FileSystemType Type { get; init; }

    /// <summary>Its label; empty for none.</summary>
    public string Label { get; init; } = "";

    /// <summary>Where it is mounted; null when only its subvolumes are.</summary>
    public string? Mount { get; init; }

    /// <summary>Options of each of its mounts.</summary>
    public IReadOnlyList<string> Options { get; init; } = [];

    /// <summary>Subvolumes of a btrfs.</summary>
    public IReadOnlyList<LayoutSubvolume> Subvolumes { get; init; } = [];

    /// <summary>Every mount point of it.</summary>
    public IEnumerable<string> Mounts => Subvolumes.Select(subvolume => subvolume.Mount).Prepend(Mount).OfType<string>();
}
