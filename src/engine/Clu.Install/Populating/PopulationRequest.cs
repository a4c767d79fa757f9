using Clu.Install.Plans;
using Clu.Nix.StorePaths;
using Clu.Stores.Progress;

namespace Clu.Install.Populating;

/// <summary>What is to be put into a target.</summary>
public sealed record PopulationRequest
{
    /// <summary>Group of the build users of NixOS.</summary>
    public const uint NixBuilders = 30000;

    /// <summary>The medium: an ISO image, a device that holds one, or its store image alone, <c>/iso/nix-store.squashfs</c>.</summary>
    public required string MediumPath { get; init; }

    /// <summary>Where the target is mounted.</summary>
    public string Root { get; init; } = TargetRoot.Default;

    /// <summary>The system; it and all that it refers to is copied, and it becomes the profile <c>system</c>.</summary>
    public required StorePath Toplevel { get; init; }

    /// <summary>More objects that are copied with all that they refer to, and kept from being collected.</summary>
    public IReadOnlyList<StorePath> Kept { get; init; } = [];

    /// <summary>Group that owns the store's folder; null leaves owner and mode of the folder alone.</summary>
    public uint? BuildersGroup { get; init; } = NixBuilders;

    /// <summary>Objects copied at once; null for what processors and memory allow.</summary>
    public int? Jobs { get; init; }

    /// <summary>Gives registration times; null for the fixed time 1.</summary>
    public TimeProvider? Clock { get; init; }

    /// <summary>Told the steps <c>salvage</c> (where an interrupted run left something), <c>populate</c> and <c>register</c>; from several threads.</summary>
    public IProgress<ProgressEvent>? Progress { get; init; }
}
