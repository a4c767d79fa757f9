using Clu.Media.Composing;
using Clu.Nix.Signatures;
using Clu.Stores;
using Clu.Stores.Progress;
using Clu.Systems.Flakes;
using Clu.Systems.Profiles;
using Clu.Systems.Rebuilds;

namespace Clu.Media.Sources;

/// <summary>What somebody names on a command line to make a medium of.</summary>
public sealed record MediumSourceRequest
{
    /// <summary>Configurations of flakes and store paths: hosts, and the live system.</summary>
    public required IReadOnlyList<string> Targets { get; init; }

    /// <summary>The live system; null where one of <see cref="Targets"/> is it, or <see cref="Reference"/>.</summary>
    public string? Live { get; init; }

    /// <summary>clu's own live system, if it was asked for.</summary>
    public LiveRequest.Reference? Reference { get; init; }

    /// <summary>Stores that have the store paths; none for this machine's.</summary>
    public IReadOnlyList<StoreUrl> From { get; init; } = [];

    /// <summary>Nix's store on this machine.</summary>
    public required StoreUrl Store { get; init; }

    /// <summary>Folder of the store that objects are fetched into.</summary>
    public required string CacheFolder { get; init; }

    /// <summary>Whether only objects are fetched that a trusted key signed.</summary>
    public bool CheckSignatures { get; init; } = true;

    /// <summary>Keys whose signatures count.</summary>
    public TrustedKeys TrustedKeys { get; init; } = TrustedKeys.None;

    /// <summary>Make the medium even where the live system would not boot from it.</summary>
    public bool Unchecked { get; init; }

    /// <summary>Whether hosts of flakes bring their flake along, with all its inputs.</summary>
    public bool CarriesFlakes { get; init; } = true;

    /// <summary>What may be changed on the hosts of flakes without a network; null for what their configurations say.</summary>
    public IReadOnlyList<SystemChange>? RebuildKit { get; init; }

    /// <summary>Bytes that the rebuild kit of each may have; null for what their configurations say.</summary>
    public long? RebuildBudget { get; init; }

    /// <summary>How Nix is run.</summary>
    public NixOptions Nix { get; init; } = new();

    /// <summary>The same, whose Nix tells what it does.</summary>
    internal MediumSourceRequest Reporting(IProgress<ProgressEvent>? progress) => this with { Nix = Nix with { Progress = progress } };

    /// <summary>The kit of a host, where its configuration says this.</summary>
    internal KitProfile? Kit(KitProfile? configured) => RebuildKit is { } allow
        ? new KitProfile(allow, RebuildBudget ?? configured?.Budget)
        : configured is null || RebuildBudget is null ? configured : configured with { Budget = RebuildBudget };
}
