using Clu.Media.Composing;
using Clu.Systems.Profiles;

namespace Clu.Install.DiskImages;

/// <summary>What <c>clu build raw</c> and its like are asked for.</summary>
public sealed record HostImageRequest
{
    /// <summary>The profile, the folders, and the file to write.</summary>
    public required IsoBuildRequest Build { get; init; }

    /// <summary>The host.</summary>
    public required HostProfile Host { get; init; }

    /// <summary>What it is made into.</summary>
    public required HostImageFormat Format { get; init; }

    /// <summary>Bytes of a disk; null for what the system needs and some room.</summary>
    public long? Size { get; init; }
}
