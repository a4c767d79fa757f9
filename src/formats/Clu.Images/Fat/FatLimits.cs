namespace Clu.Images.Fat;

/// <summary>Numbers of the FAT file system (Microsoft, "FAT32 File System Specification" 1.03, 2000).</summary>
public static class FatLimits
{
    /// <summary>Bytes of a sector; other sizes exist and no firmware is tested with them.</summary>
    public const int SectorSize = 512;

    /// <summary>Characters of a volume label.</summary>
    public const int LabelLength = 11;

    /// <summary>UTF-16 units of a long name.</summary>
    public const int MaxName = 255;

    /// <summary>Largest file: its length is one number of 32 bits.</summary>
    public const uint MaxFileLength = uint.MaxValue;

    /// <summary>Largest image that the writer makes; it is made in memory.</summary>
    public const long MaxImageLength = 1L << 30;

    /// <summary>Entries of a fixed root directory that every other system makes too.</summary>
    public const int RootEntries = 512;

    /// <summary>Deepest tree that the reader follows.</summary>
    public const int MaxDepth = 64;

    internal const int EntrySize = 32;
    internal const int ShortNameLength = 11;
    internal const int FatCopies = 2;
    internal const uint FirstCluster = 2;

    /// <summary>mtools refuses images whose sectors do not fill whole tracks.</summary>
    internal const int SectorsPerTrack = 32;

    /// <summary>The total is a multiple of this: mtools refuses half tracks, and sgdisk cautions about ends of partitions off 32 KiB.</summary>
    internal const int TotalAlignment = 2 * SectorsPerTrack;

    internal const int Heads = 64;
    internal const int Fat32ReservedSectors = 32;
    internal const int Fat32BackupSector = 6;

    /// <summary>Clusters below which a file system is FAT12 (page 14), and below which it is FAT16.</summary>
    internal const uint Fat12End = 4085;

    /// <inheritdoc cref="Fat12End"/>
    internal const uint Fat16End = 65525;
}
