namespace Clu.Nix.Bundles;

/// <summary>How much the readers of a bundle's texts take.</summary>
public static class BundleLimits
{
    /// <summary>Bytes of an index; a hundred thousand objects fit.</summary>
    public const int MaxIndexLength = 128 << 20;

    /// <summary>Bytes of the signatures' file.</summary>
    public const int MaxSignaturesLength = 64 << 10;

    /// <summary>Characters of the base's name; a volume label has 32.</summary>
    public const int MaxBaseNameLength = 200;

    /// <summary>Bytes of a list of parts.</summary>
    public const int MaxPartsLength = 1 << 20;

    /// <summary>Parts of one bundle: three digits, so that names sort as the parts follow each other.</summary>
    public const int MaxParts = 999;

    /// <summary>Bytes of the shortest part.</summary>
    public const long MinPartSize = 1 << 20;

    /// <summary>Bytes of the longest part: what FAT32 holds in one file, in whole mebibytes.</summary>
    public const long MaxPartSize = (4L << 30) - (1 << 20);

    /// <summary>Bytes at a part's start by which it is known without reading all of it.</summary>
    public const int HeadLength = 1 << 16;
}
