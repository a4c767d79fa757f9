using Clu.Nix.StorePaths;

namespace Clu.Systems.Rebuilds;

/// <summary>What a rebuild kit is to be for.</summary>
public sealed record RebuildKitRequest
{
    /// <summary>Derivation of the system.</summary>
    public required StorePath Derivation { get; init; }

    /// <summary>What may change, told by the names that NixOS gives its derivations.</summary>
    public IReadOnlyList<SystemChange> Changes { get; init; } = [];

    /// <summary>Derivations of the same system with a change in it: told exactly.</summary>
    public IReadOnlyList<StorePath> Variants { get; init; } = [];

    /// <summary>Bytes, as archives, that the kit may have; null for any number.</summary>
    public long? Budget { get; init; }

    /// <summary>What is there anyway: the system itself, other systems of the medium. A closed set.</summary>
    public IReadOnlySet<StorePath> Carried { get; init; } = new HashSet<StorePath>();
}
