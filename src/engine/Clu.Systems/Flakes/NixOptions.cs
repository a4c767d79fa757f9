using Clu.Stores.Progress;

namespace Clu.Systems.Flakes;

/// <summary>How <c>nix</c> is run.</summary>
public sealed record NixOptions
{
    /// <summary>The program; null for the one of this machine.</summary>
    public string? Program { get; init; }

    /// <summary>The store that it evaluates and builds in; null for the one that it takes itself.</summary>
    public string? Store { get; init; }

    /// <summary>Whether it may not use the network.</summary>
    public bool Offline { get; init; }

    /// <summary>Variables for it, over those of this process.</summary>
    public IReadOnlyDictionary<string, string?> Environment { get; init; } = new Dictionary<string, string?>();

    /// <summary>Told of each step.</summary>
    public IProgress<ProgressEvent>? Progress { get; init; }
}
