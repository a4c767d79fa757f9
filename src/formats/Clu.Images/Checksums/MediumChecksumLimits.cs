using Clu.Images.Iso9660;

namespace Clu.Images.Checksums;

/// <summary>Numbers of the checksum of a whole medium; see <c>docs/formats/medium-checksum.md</c>.</summary>
public static class MediumChecksumLimits
{
    /// <summary>Where the field is in the image: the application use area of the primary volume descriptor (ECMA-119 8.4.32).</summary>
    public const int FieldPosition = (Iso9660Limits.SystemAreaSectors * Iso9660Limits.SectorSize) + Iso9660Limits.ApplicationUseOffset;

    /// <summary>Bytes of the field: all of that area.</summary>
    public const int FieldLength = Iso9660Limits.ApplicationUseLength;

    /// <summary>Bytes that one leaf digest covers; the last leaf may be shorter.</summary>
    public const int LeafLength = 1 << 20;

    /// <summary>Bytes of a leaf digest, and of the digest over them.</summary>
    public const int DigestLength = 32;

    /// <summary>The only version.</summary>
    public const uint Version = 1;

    /// <summary>Bytes that are kept of a region's digest: enough to find damage, not to tell images apart.</summary>
    public const int RegionDigestLength = 4;

    /// <summary>Most regions: as many digests as there is room for.</summary>
    public const int MaxRegions = (FieldLength - HeaderLength - DigestLength) / RegionDigestLength;

    /// <summary>Longest image: as many sectors as ISO 9660 counts.</summary>
    public const long MaxLength = (long)uint.MaxValue * Iso9660Limits.SectorSize;

    internal const int MagicLength = 16;

    /// <summary>Magic, version, leaves of a region, and the three 64-bit numbers.</summary>
    internal const int HeaderLength = MagicLength + (2 * sizeof(uint)) + (3 * sizeof(ulong));

    /// <summary>A field that differs from the magic in up to this many bits is one that was damaged.</summary>
    internal const int MagicTolerance = 8;
}
