namespace Clu.Nix.BuildResults;

/// <summary>How a build ended, with the numbers that both protocols write.</summary>
public enum BuildStatus
{
    /// <summary>It was built.</summary>
    Built = 0,

    /// <summary>It was fetched from a cache.</summary>
    Substituted = 1,

    /// <summary>It was there.</summary>
    AlreadyValid = 2,

    /// <summary>The builder failed, and will again.</summary>
    PermanentFailure = 3,

    /// <summary>The derivation is not one that can be built.</summary>
    InputRejected = 4,

    /// <summary>What was built is not what the derivation allows.</summary>
    OutputRejected = 5,

    /// <summary>The builder failed for a reason that may pass.</summary>
    TransientFailure = 6,

    /// <summary>It failed before.</summary>
    CachedFailure = 7,

    /// <summary>It took too long.</summary>
    TimedOut = 8,

    /// <summary>Anything else.</summary>
    MiscFailure = 9,

    /// <summary>Something that it needs could not be built.</summary>
    DependencyFailed = 10,

    /// <summary>It said too much.</summary>
    LogLimitExceeded = 11,

    /// <summary>Building again gave something else.</summary>
    NotDeterministic = 12,

    /// <summary>It is the same as a derivation whose outputs are there.</summary>
    ResolvesToAlreadyValid = 13,

    /// <summary>No cache has it.</summary>
    NoSubstituters = 14,
}
