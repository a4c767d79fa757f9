using Clu.Media.Composing;
using Clu.Systems.Profiles;

namespace Clu.Install.DiskImages;

/// <summary>What <c>clu build raw</c> and its like are asked for.</summary>
public sealed record HostImageRequest
{
    /// <summary>The profile: its suite has the tools, and its compression is that of what is compressed for a running system. And where clu is.</summary>
    public required LiveRequest.Reference Live { get; init; }

    /// <summary>The file; an earlier one of that name is replaced at the very end.</summary>
    public required string Output { get; init; }

    /// <summary>Folder for downloads, store objects and notes; may be removed at any time.</summary>
    public required string CacheFolder { get; init; }

    /// <summary>Packages worked on at once. The image does not depend on it.</summary>
    public int Workers { get; init; } = Environment.ProcessorCount;

    /// <summary>Find out what would be written, and write no image.</summary>
    public bool DryRun { get; init; }

    /// <summary>A host of the profile, or one whose toplevel is there.</summary>
    public required HostProfile Host { get; init; }

    /// <summary>What it is made into.</summary>
    public required HostImageFormat Format { get; init; }

    /// <summary>Bytes of a disk; null for what the system needs and some room.</summary>
    public long? Size { get; init; }
}
