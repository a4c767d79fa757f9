using Clu.Nix.StorePaths;

namespace Clu.Stores.Collecting;

/// <summary>What is to be collected.</summary>
public sealed record CollectionRequest
{
    /// <summary>Only these objects and nothing else; null for all garbage.</summary>
    public IReadOnlyCollection<StorePath>? Only { get; init; }

    /// <summary>
    /// Of <see cref="Only"/>, those that must go: it is an error if one lives. The others stay when they live. Null for all of them.
    /// </summary>
    public IReadOnlyCollection<StorePath>? Required { get; init; }

    /// <summary>Objects that count as roots, besides those that the store has.</summary>
    public IReadOnlyCollection<StorePath> Keep { get; init; } = [];

    /// <summary>Passes roots over, save what running processes just told. What others refer to stays nevertheless.</summary>
    public bool IgnoreRoots { get; init; }

    /// <summary>Sources of roots that do not count, because they are about to be removed.</summary>
    public IReadOnlyCollection<string> IgnoredSources { get; init; } = [];

    /// <summary>Stops after the object with which more bytes than these are freed; null for no limit.</summary>
    public long? MostBytes { get; init; }

    /// <summary>What is kept besides references. Counts for all garbage only.</summary>
    public KeepRules Rules { get; init; } = KeepRules.Default;
}
