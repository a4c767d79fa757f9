using Clu.Nix.ContentAddresses;
using Clu.Nix.Hashing;
using Clu.Nix.Signatures;
using Clu.Nix.StorePaths;

namespace Clu.Nix.StoreObjects;

/// <summary>What a store knows of one valid object, apart from its files.</summary>
public sealed record StoreObjectInfo
{
    /// <summary>Where it is.</summary>
    public required StorePath Path { get; init; }

    /// <summary>Hash of its NAR; SHA-256 in every store of today.</summary>
    public required Hash NarHash { get; init; }

    /// <summary>Bytes of its NAR.</summary>
    public required long NarSize { get; init; }

    /// <summary>The objects it refers to, itself included if it does; always sorted and unique, whatever order is given.</summary>
    public IReadOnlyList<StorePath> References
    {
        get;
        init => field = [.. value.Distinct().Order()];
    } = [];

    /// <summary>The derivation that made it, if known.</summary>
    public StorePath? Deriver { get; init; }

    /// <summary>The content that its path was computed from, if it was.</summary>
    public ContentAddress? ContentAddress { get; init; }

    /// <summary>Signatures of its <see cref="Fingerprint"/>.</summary>
    public IReadOnlyList<Signature> Signatures { get; init; } = [];

    /// <summary>When the store came to know it, to the second; null where the store does not tell.</summary>
    public DateTimeOffset? RegistrationTime { get; init; }

    /// <summary>Whether this store built it itself and therefore trusts it without a signature.</summary>
    public bool Ultimate { get; init; }
}
