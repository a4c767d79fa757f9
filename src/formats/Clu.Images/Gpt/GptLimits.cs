namespace Clu.Images.Gpt;

/// <summary>Numbers of the GUID partition table (UEFI specification 2.10, chapter 5).</summary>
public static class GptLimits
{
    /// <summary>Bytes of a sector.</summary>
    public const int SectorSize = 512;

    /// <summary>Partitions of a table as every tool makes it.</summary>
    public const int EntryCount = 128;

    /// <summary>Sectors of one table: header and entries.</summary>
    public const int TableSectors = 1 + (EntryCount * EntrySize / SectorSize);

    /// <summary>Most entries that the reader takes.</summary>
    public const int MaxEntries = 1024;

    /// <summary>UTF-16 units of a partition's name.</summary>
    public const int MaxName = 36;

    internal const int HeaderSize = 92;
    internal const int EntrySize = 128;
    internal const uint Revision = 0x10000;
}
