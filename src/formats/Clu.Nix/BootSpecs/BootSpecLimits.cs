namespace Clu.Nix.BootSpecs;

/// <summary>How much a reader takes. No format has these limits; a document of today has 2 KB and is 3 deep.</summary>
internal static class BootSpecLimits
{
    /// <summary>Bytes of a document.</summary>
    public const int MaxLength = 16 * 1024 * 1024;

    /// <summary>Objects and arrays that may lie in one another.</summary>
    public const int MaxDepth = 64;
}
