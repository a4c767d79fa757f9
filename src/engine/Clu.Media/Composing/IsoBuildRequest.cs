using Clu.Systems.Profiles;

namespace Clu.Media.Composing;

/// <summary>What <c>clu build iso</c> is asked for.</summary>
public sealed record IsoBuildRequest
{
    /// <summary>What to put on the medium.</summary>
    public required InstallerProfile Profile { get; init; }

    /// <summary>The ISO file; an earlier one of that name is replaced at the very end.</summary>
    public required string Output { get; init; }

    /// <summary>Folder for downloads, store objects and notes; may be removed at any time.</summary>
    public required string CacheFolder { get; init; }

    /// <summary>Folder with the native <c>clu</c> that goes onto the medium.</summary>
    public required string CluFolder { get; init; }

    /// <summary>Blocks compressed at once. The image does not depend on it.</summary>
    public int Workers { get; init; } = Environment.ProcessorCount;

    /// <summary>Use what is in the cache and ask no mirror.</summary>
    public bool Offline { get; init; }

    /// <summary>Find out what would be written, and write no image.</summary>
    public bool DryRun { get; init; }
}
