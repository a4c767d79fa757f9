using Clu.Media.Composing;
using Clu.Nix.Signatures;
using Clu.Stores;
using Clu.Systems.Flakes;

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

    /// <summary>How Nix is run.</summary>
    public NixOptions Nix { get; init; } = new();
}
