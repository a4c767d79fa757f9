namespace Clu.Nix.Flakes;

/// <summary>What an input of a locked flake leads to.</summary>
public abstract record FlakeLockInput
{
    /// <summary>A node of its own.</summary>
    /// <param name="Key">Its key.</param>
    public sealed record Node(string Key) : FlakeLockInput;

    /// <summary>The same as another input.</summary>
    /// <param name="Path">Input names from the root; empty for the root itself.</param>
    public sealed record Follows(IReadOnlyList<string> Path) : FlakeLockInput;
}
