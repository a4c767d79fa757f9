using Clu.Install.Disks;

namespace Clu.Install.Layouts;

/// <summary>A partition with its place on a disk.</summary>
/// <param name="Layout">What the layout says of it.</param>
/// <param name="Disk">The disk.</param>
/// <param name="Number">Its number, from 1.</param>
/// <param name="Start">First byte, a multiple of 1 MiB.</param>
/// <param name="Size">Bytes, a multiple of 1 MiB.</param>
/// <param name="Id">Its PARTUUID.</param>
public sealed record PlannedPartition(LayoutPartition Layout, BlockDevice Disk, int Number, long Start, long Size, Guid Id)
{
    /// <summary>Its node.</summary>
    public string Path => PartitionPath.Of(Disk.Path, Number);
}
