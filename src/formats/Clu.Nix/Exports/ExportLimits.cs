namespace Clu.Nix.Exports;

/// <summary>How much an <see cref="ExportReader"/> takes.</summary>
public static class ExportLimits
{
    /// <summary>Bytes of a store path: PATH_MAX.</summary>
    public const int MaxPathLength = 4096;

    /// <summary>References of one object.</summary>
    public const int MaxReferences = 1_000_000;
}
