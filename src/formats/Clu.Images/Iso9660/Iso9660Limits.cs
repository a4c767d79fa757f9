namespace Clu.Images.Iso9660;

/// <summary>Numbers of ISO 9660 (ECMA-119, 4th edition), Rock Ridge (RRIP 1.09) and what Linux makes of them.</summary>
public static class Iso9660Limits
{
    /// <summary>Bytes of a sector, which is also the logical block.</summary>
    public const int SectorSize = 2048;

    /// <summary>Sectors before the first descriptor; free for boot code and partition tables (6.2.1).</summary>
    public const int SystemAreaSectors = 16;

    /// <summary>Longest section of a file but the last: the largest 32-bit number that is a multiple of a sector.</summary>
    public const uint MaxExtentLength = 0xFFFFF800;

    /// <summary>Linux gives up after this many sections of one file (<c>fs/isofs/inode.c</c>).</summary>
    public const int MaxExtents = 100;

    /// <summary>Longest file.</summary>
    public const long MaxFileLength = (long)MaxExtentLength * MaxExtents;

    /// <summary>Most directories: the path table numbers them with 16 bits (9.4.3).</summary>
    public const int MaxDirectories = ushort.MaxValue;

    /// <summary>Longest directory record (9.1.1), kept even.</summary>
    public const int MaxRecord = 254;

    /// <summary>Characters of a file name and its extension in sum (7.5.1), and of a directory name (7.6.3).</summary>
    public const int MaxIdentifier = 30;

    /// <summary>UTF-16 units of a Joliet name.</summary>
    public const int MaxJolietIdentifier = 64;

    /// <summary>UTF-16 units of a Joliet label.</summary>
    public const int MaxJolietLabel = 16;

    /// <summary>Zero sectors behind the last file, for drives that read ahead over the end of a burned disc.</summary>
    public const int PaddingSectors = 150;

    /// <summary>The volume's length is a multiple of this many sectors, as the start of its partition is: sgdisk cautions otherwise.</summary>
    public const int VolumeAlignment = SystemAreaSectors;

    /// <summary>Deepest directory that the reader follows.</summary>
    public const int MaxDepth = 128;

    /// <summary>Longest directory that the reader takes, in bytes.</summary>
    public const uint MaxDirectoryLength = 1 << 26;

    /// <summary>Areas that the system use fields of one record may continue in (Linux: <c>RR_MAX_CE_ENTRIES</c>).</summary>
    public const int MaxContinuations = 32;

    /// <summary>Descriptors that the reader looks through for the terminator.</summary>
    public const int MaxDescriptors = 64;

    /// <summary>Longest target of a link.</summary>
    public const int MaxTarget = 4095;

    /// <summary>Where a volume descriptor has what its application may use (8.4.32: byte 884, counted from 1).</summary>
    public const int ApplicationUseOffset = 883;

    /// <summary>Bytes of that.</summary>
    public const int ApplicationUseLength = 512;

    internal const int DiskSectorsPerSector = SectorSize / Gpt.GptLimits.SectorSize;
}
