using Clu.Install.Disks;

namespace Clu.Install.Layouts;

/// <summary>
/// Gives each partition its place. All begin and end on whole MiB, which fits every sector and erase block; the first and last MiB are the table's.
/// </summary>
internal static class PartitionPlacement
{
    private const long MiB = 1L << 20;

    /// <exception cref="Clu.Binary.CluException">CLU0609: a disk is too small.</exception>
    public static IReadOnlyList<PlannedPartition> Place(DiskLayout layout, IReadOnlyList<BlockDevice> disks, DiskIdentifiers ids)
    {
        List<PlannedPartition> placed = [];
        for (int i = 0; i < disks.Count; i++)
        {
            BlockDevice disk = disks[i];
            LayoutPartition[] partitions = [.. layout.Partitions.Where(partition => partition.Disk == i + 1)];
            long room = (disk.Size / MiB * MiB) - (2 * MiB);
            long[] sizes = Share(layout, disk.Path, room, MiB, [.. partitions.Select(partition => (partition.Name, partition.Size))]);
            long start = MiB;
            for (int number = 1; number <= partitions.Length; number++)
            {
                LayoutPartition partition = partitions[number - 1];
                placed.Add(new PlannedPartition(partition, disk, number, start, sizes[number - 1], ids.Uuid($"partition {partition.Name}")));
                start += sizes[number - 1];
            }
        }

        return [.. layout.Partitions.Select(partition => placed.Single(place => place.Layout == partition))];
    }

    /// <summary>Divides room: fixed sizes rounded up to whole units, then shares of what they leave rounded down, then the rest.</summary>
    /// <returns>Bytes of each, in order.</returns>
    public static long[] Share(DiskLayout layout, string place, long room, long unit, IReadOnlyList<(string Name, LayoutSize Size)> parts)
    {
        room = Math.Max(0, room);
        long[] sizes = new long[parts.Count];
        long free = room;
        for (int i = 0; i < sizes.Length; i++)
        {
            if (parts[i].Size.Bytes is not { } bytes)
                continue;
            if (bytes > free)
            {
                long needed = room - free + Math.Min(bytes, long.MaxValue - room);
                throw InstallErrors.DiskTooSmall(layout.Name, place, room, $"'{parts[i].Name}', with what stands before it,", needed);
            }

            sizes[i] = (bytes + unit - 1) / unit * unit;
            free -= sizes[i];
        }

        long shared = free;
        for (int i = 0; i < sizes.Length; i++)
        {
            if (parts[i].Size.Percent is { } percent)
                free -= sizes[i] = (shared / 100 * percent) / unit * unit;
        }

        for (int i = 0; i < sizes.Length; i++)
        {
            if (parts[i].Size.IsRest)
                sizes[i] = free / unit * unit;
            if (sizes[i] <= 0)
                throw InstallErrors.DiskTooSmall(layout.Name, place, room, $"'{parts[i].Name}', with the fixed sizes,", room - Math.Max(0, free) + unit);
        }

        return free >= 0 ? sizes : throw InstallErrors.DiskTooSmall(layout.Name, place, room, "the whole", room - free);
    }
}
