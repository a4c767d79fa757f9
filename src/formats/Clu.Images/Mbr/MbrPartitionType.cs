namespace Clu.Images.Mbr;

/// <summary>Kinds of partitions in a master boot record.</summary>
public static class MbrPartitionType
{
    /// <summary>None; firmware that only looks for an active entry is content with it.</summary>
    public const byte Empty = 0x00;

    /// <summary>A Linux file system.</summary>
    public const byte Linux = 0x83;

    /// <summary>Says that the disk has a GUID partition table.</summary>
    public const byte Protective = 0xEE;

    /// <summary>EFI system partition.</summary>
    public const byte EfiSystem = 0xEF;
}
