using Clu.Media.Composing;

namespace Clu.Install.DiskImages;

/// <summary>What <c>clu build raw</c> and its like are asked for.</summary>
public sealed record HostImageRequest
{
    /// <summary>The host, and the way to it; its tools are those that the format needs. A profile's compression is that of what is compressed for a running system.</summary>
    public required HostBuildRequest Build { get; init; }

    /// <summary>The file; an earlier one of that name is replaced at the very end.</summary>
    public required string Output { get; init; }

    /// <summary>What it is made into.</summary>
    public required HostImageFormat Format { get; init; }

    /// <summary>Bytes of a disk; null for what the system needs and some room.</summary>
    public long? Size { get; init; }

    /// <summary>Find out what would be written, and write no image.</summary>
    public bool DryRun { get; init; }
}
