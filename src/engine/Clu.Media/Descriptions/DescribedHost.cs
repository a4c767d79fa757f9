using Clu.Nix.StorePaths;
using Clu.Systems.Profiles;

namespace Clu.Media.Descriptions;

/// <summary>A system that the medium installs.</summary>
public sealed record DescribedHost
{
    /// <summary>How answers and the wizard name it; unique.</summary>
    public required HostName Name { get; init; }

    /// <summary>Its toplevel.</summary>
    public required StorePath Toplevel { get; init; }

    /// <summary>One line for people; null for none.</summary>
    public string? Description { get; init; }

    /// <summary>Name of the machine where nobody answers otherwise; null asks.</summary>
    public HostName? HostName { get; init; }

    /// <summary>Name of the disk layout where nobody answers otherwise; null asks.</summary>
    public string? Layout { get; init; }

    /// <summary>How it is rebuilt offline; null where nobody asked for that.</summary>
    public DescribedRebuild? Rebuild { get; init; }
}
