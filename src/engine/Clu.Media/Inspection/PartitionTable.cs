namespace Clu.Media.Inspection;

/// <summary>Where a partition is written down.</summary>
public enum PartitionTable
{
    /// <summary>The GUID partition table.</summary>
    Gpt,

    /// <summary>The master boot record.</summary>
    Mbr,
}
