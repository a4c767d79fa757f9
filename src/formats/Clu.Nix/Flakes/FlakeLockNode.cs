namespace Clu.Nix.Flakes;

/// <summary>One input of a flake, or the flake itself, in a lock file.</summary>
public sealed record FlakeLockNode
{
    /// <summary>Its own inputs by name: the key of a node, or a path of input names from the root that it follows.</summary>
    public IReadOnlyDictionary<string, FlakeLockInput> Inputs { get; init; } = new Dictionary<string, FlakeLockInput>();

    /// <summary>What it is locked to; null for the root.</summary>
    public FlakeReference? Locked { get; init; }

    /// <summary>What the flake asked for; null for the root.</summary>
    public FlakeReference? Original { get; init; }

    /// <summary>Whether it is a flake, and not a plain tree.</summary>
    public bool IsFlake { get; init; } = true;

    /// <summary>For a relative path: input names of the flake that it is relative to; null when not told.</summary>
    public IReadOnlyList<string>? Parent { get; init; }
}
