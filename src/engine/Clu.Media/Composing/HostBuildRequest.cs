using Clu.Systems.Profiles;

namespace Clu.Media.Composing;

/// <summary>A host that images are to be made of.</summary>
public sealed record HostBuildRequest
{
    /// <summary>The profile: of its suite are the packages. And where clu is.</summary>
    public required LiveRequest.Reference Live { get; init; }

    /// <summary>A host of the profile, or another whose toplevel is there.</summary>
    public required HostProfile Host { get; init; }

    /// <summary>Folder for downloads, store objects and notes; may be removed at any time.</summary>
    public required string CacheFolder { get; init; }

    /// <summary>Packages worked on at once. What is made does not depend on it.</summary>
    public int Workers { get; init; } = Environment.ProcessorCount;

    /// <summary>What the image is made with; null for nothing but clu.</summary>
    public ToolSet? Tools { get; init; }
}
