using Clu.Nix.Signatures;

namespace Clu.Stores.Verification;

/// <summary>How store objects are verified.</summary>
public sealed record VerifyOptions
{
    /// <summary>With all that the paths refer to.</summary>
    public bool Recursive { get; init; }

    /// <summary>Whether files are read and hashed.</summary>
    public bool Contents { get; init; } = true;

    /// <summary>Whether signatures are checked.</summary>
    public bool Trust { get; init; } = true;

    /// <summary>Signatures of different trusted keys that an object needs; null for one, which those built here do not need.</summary>
    public int? SignaturesNeeded { get; init; }

    /// <summary>Keys whose signatures count.</summary>
    public TrustedKeys TrustedKeys { get; init; } = TrustedKeys.None;

    /// <summary>Objects hashed at once; null for one a processor.</summary>
    public int? Jobs { get; init; }
}
