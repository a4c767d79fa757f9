namespace Clu.Nix.TemporaryRoots;

/// <summary>How much of a file of temporary roots <see cref="TemporaryRootsText"/> takes.</summary>
public static class TemporaryRootsLimits
{
    /// <summary>Bytes of one path: PATH_MAX.</summary>
    public const int MaxPathLength = 4096;

    /// <summary>Bytes of a file: a million paths of the longest name that Nix allows.</summary>
    public const int MaxLength = 1 << 28;
}
