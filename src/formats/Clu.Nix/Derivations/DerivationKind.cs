namespace Clu.Nix.Derivations;

/// <summary>What all outputs of a derivation are; Nix does not mix them.</summary>
public enum DerivationKind
{
    /// <summary><see cref="InputAddressedOutput"/>.</summary>
    InputAddressed,

    /// <summary><see cref="DeferredOutput"/>.</summary>
    Deferred,

    /// <summary>One <see cref="FixedOutput"/>.</summary>
    Fixed,

    /// <summary><see cref="FloatingOutput"/>.</summary>
    Floating,

    /// <summary><see cref="ImpureOutput"/>.</summary>
    Impure,
}
