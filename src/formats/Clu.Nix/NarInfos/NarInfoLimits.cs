namespace Clu.Nix.NarInfos;

/// <summary>How much a <see cref="NarInfoText"/> reader takes.</summary>
public static class NarInfoLimits
{
    /// <summary>Bytes of the whole text; 60,000 references fit.</summary>
    public const int MaxLength = 4 << 20;
}
