namespace Clu.Media.Hosts;

/// <summary>How much a reader takes. A medium of today has a few hosts and some hundred bytes for each store object.</summary>
internal static class ManifestLimits
{
    /// <summary>Bytes of a manifest.</summary>
    public const int MaxLength = 64 << 20;

    /// <summary>Objects and arrays that may lie in one another; a manifest has eight.</summary>
    public const int MaxDepth = 16;

    /// <summary>Hosts of a medium: what a menu can show.</summary>
    public const int MaxHosts = 1000;

    /// <summary>Members of closures, of all hosts together.</summary>
    public const int MaxMembers = 10_000_000;

    /// <summary>Inputs of a flake, and entries of a registry; the largest lock files of today have some hundred.</summary>
    public const int MaxInputs = 10_000;

    /// <summary>Lines of a <c>nix.conf</c>.</summary>
    public const int MaxLines = 1000;
}
