namespace Clu.Nix.Derivations;

/// <summary>How much the readers take. No format has these limits; the largest derivations of Nixpkgs have about 1 MB.</summary>
public static class DerivationLimits
{
    /// <summary>Bytes of a derivation, as ATerm or as JSON.</summary>
    public const int MaxLength = 64 << 20;

    /// <summary>Strings in one derivation; bounds what a text of empty strings takes in memory.</summary>
    public const int MaxStrings = 1 << 20;

    /// <summary>Dynamic outputs of dynamic outputs; nobody was seen to use more than one.</summary>
    public const int MaxDynamicDepth = 32;

    /// <summary>Objects and arrays in one another in JSON; structured attributes may be deep.</summary>
    public const int MaxJsonDepth = 512;
}
