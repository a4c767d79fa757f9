namespace Clu.Nix.ServeProtocol;

/// <summary>What a serve protocol reader takes beyond the limits of strings and lists, which both protocols share.</summary>
internal static class ServeLimits
{
    /// <summary>Bytes of an archive: what the signed numbers of Nix can hold.</summary>
    public const long MaxNarSize = long.MaxValue;

    /// <summary>Seconds since 1970: the year 9999, where dates end.</summary>
    public const long MaxTime = 253_402_300_799;

    /// <summary>A number that is an option or a counter: what Nix reads into 32 bits.</summary>
    public const long MaxNumber = uint.MaxValue;
}
