namespace Clu.Stores.Collecting;

/// <summary>What else a live object keeps, besides what it refers to.</summary>
/// <param name="Outputs">A derivation keeps what it made: <c>keep-outputs</c>.</param>
/// <param name="Derivations">What was made keeps its derivation: <c>keep-derivations</c>.</param>
public readonly record struct KeepRules(bool Outputs, bool Derivations)
{
    /// <summary>What Nix does when its configuration says nothing.</summary>
    public static KeepRules Default { get; } = new(Outputs: false, Derivations: true);

    /// <summary>References alone.</summary>
    public static KeepRules ReferencesOnly { get; }
}
