using Clu.Systems.Profiles;

namespace Clu.Media.Composing;

/// <summary>What <c>clu build iso</c> is asked for.</summary>
public sealed record IsoBuildRequest
{
    /// <summary>What the medium boots, and what that carries.</summary>
    public required LiveRequest Live { get; init; }

    /// <summary>More systems that the medium installs, each with a toplevel; none has the name of one that <see cref="Live"/> brings.</summary>
    public IReadOnlyList<HostProfile> Hosts { get; init; } = [];

    /// <summary>The ISO file; an earlier one of that name is replaced at the very end.</summary>
    public required string Output { get; init; }

    /// <summary>Folder for downloads, store objects and notes; may be removed at any time.</summary>
    public required string CacheFolder { get; init; }

    /// <summary>Blocks compressed at once. The image does not depend on it.</summary>
    public int Workers { get; init; } = Environment.ProcessorCount;

    /// <summary>Find out what would be written, and write no image.</summary>
    public bool DryRun { get; init; }
}
