namespace Clu.Install.Layouts;

/// <summary>A partition. Its number is its place among those of its disk.</summary>
/// <param name="Name">By which other things name it; also its name in the partition table.</param>
/// <param name="Type">What it is for.</param>
/// <param name="Size">How large.</param>
/// <param name="Disk">Which disk it is on, from 1.</param>
public sealed record LayoutPartition(string Name, PartitionType Type, LayoutSize Size, int Disk = 1);
