using Clu.Nix.BuildTraces;

namespace Clu.Nix.BuildResults;

/// <summary>How the build of one derivation went, as far as the other side tells it.</summary>
public sealed record BuildResult
{
    /// <summary>How it ended.</summary>
    public required BuildStatus Status { get; init; }

    /// <summary>Why it failed; empty when it did not.</summary>
    public string Message { get; init; } = "";

    /// <summary>How often it was built.</summary>
    public long TimesBuilt { get; init; }

    /// <summary>Whether building again gave something else.</summary>
    public bool NonDeterministic { get; init; }

    /// <summary>Seconds since 1970; 0 where nothing was built.</summary>
    public long StartTime { get; init; }

    /// <summary>Seconds since 1970; 0 where nothing was built.</summary>
    public long StopTime { get; init; }

    /// <summary>What was made, in newer versions of the protocols.</summary>
    public IReadOnlyList<BuiltOutput> Outputs { get; init; } = [];

    /// <summary>What was made, in older versions of the protocols.</summary>
    public IReadOnlyList<Realisation> Realisations { get; init; } = [];
}
