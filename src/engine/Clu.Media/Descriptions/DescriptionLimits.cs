namespace Clu.Media.Descriptions;

/// <summary>How much a reader takes. A description of today has some kilobytes.</summary>
internal static class DescriptionLimits
{
    /// <summary>Bytes of a description.</summary>
    public const int MaxLength = 16 << 20;

    /// <summary>Objects and arrays that may lie in one another; a description has four.</summary>
    public const int MaxDepth = 8;

    /// <summary>Members of each array.</summary>
    public const int MaxItems = 10_000;

    /// <summary>Characters of a title and the like: GRUB shows one line of it.</summary>
    public const int MaxTitle = 200;

    /// <summary>Seconds that a boot menu waits at most; as in profiles.</summary>
    public const int MaxTimeout = 3600;
}
