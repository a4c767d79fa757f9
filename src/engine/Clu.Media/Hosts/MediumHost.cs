using Clu.Nix.StorePaths;

namespace Clu.Media.Hosts;

/// <summary>A system that a medium can install.</summary>
public sealed record MediumHost
{
    /// <summary>How answers and the wizard name it; unique on the medium.</summary>
    public required string Name { get; init; }

    /// <summary>One line for people; empty for none.</summary>
    public string Description { get; init; } = "";

    /// <summary>What kind of system it is.</summary>
    public required HostKind Kind { get; init; }

    /// <summary>Its toplevel.</summary>
    public required StorePath Toplevel { get; init; }

    /// <summary>The toplevel and all that it needs; what is referred to stands first.</summary>
    public required IReadOnlyList<StorePath> Closure { get; init; }

    /// <summary>Sum of the NAR sizes of the closure.</summary>
    public required long ClosureSize { get; init; }

    /// <summary>Sum of the NAR sizes of what no other host and not the live system needs: what this host costs.</summary>
    public required long OwnSize { get; init; }

    /// <summary>What it has beside its closure for rebuilds without a network; null for nothing.</summary>
    public HostOffline? Offline { get; init; }

    /// <summary>All of its store objects, what is referred to first: the closure, and what it has for rebuilds.</summary>
    public IEnumerable<StorePath> All => Closure.Concat(Offline?.Closure ?? []);

    /// <summary>What is taken where nobody answers otherwise.</summary>
    public HostDefaults Defaults { get; init; } = new();
}
