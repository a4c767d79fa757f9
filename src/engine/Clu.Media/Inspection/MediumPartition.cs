namespace Clu.Media.Inspection;

/// <summary>A partition that a disk with this image would have.</summary>
/// <param name="Table">Where it is written down.</param>
/// <param name="Number">Its number from 1.</param>
/// <param name="Kind">Its type for people: <c>EFI system</c>; an unknown type as it is stored.</param>
/// <param name="Start">First byte.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Name">Its name in a GUID partition table; else empty.</param>
public sealed record MediumPartition(PartitionTable Table, int Number, string Kind, long Start, long Size, string Name);
