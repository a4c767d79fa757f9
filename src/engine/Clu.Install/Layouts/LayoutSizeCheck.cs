namespace Clu.Install.Layouts;

/// <summary>Whether the sizes of a layout can be met, on disks that are large enough.</summary>
internal static class LayoutSizeCheck
{
    private const int MostPartitions = 128;

    /// <exception cref="Clu.Binary.CluException">CLU0605: shares or <c>rest</c> contradict. CLU0606: a disk is not there, or is not used.</exception>
    public static void Run(DiskLayout layout)
    {
        ILookup<int, LayoutPartition> disks = layout.Partitions.ToLookup(partition => partition.Disk);
        if (disks.FirstOrDefault(disk => disk.Key < 1 || disk.Key > layout.DiskCount) is { } strange)
            throw InstallErrors.LayoutDisks(layout.Name, $"{LayoutGraph.Title(strange.First())} is on disk {strange.Key} of {layout.DiskCount}");
        for (int disk = 1; disk <= layout.DiskCount; disk++)
        {
            LayoutPartition[] partitions = [.. disks[disk]];
            if (partitions.Length is 0 or > MostPartitions)
                throw InstallErrors.LayoutDisks(layout.Name, $"disk {disk} has {partitions.Length} partitions");
            if (partitions.Count(partition => partition.Type == PartitionType.BiosBoot) > 1)
                throw InstallErrors.LayoutKinds(layout.Name, $"disk {disk} has two partitions of type bios-boot");
            Check(layout, $"disk {disk}", [.. partitions.Select(partition => partition.Size)]);
        }

        foreach (IGrouping<string, LayoutVolume> group in layout.Volumes.GroupBy(volume => volume.Group))
            Check(layout, $"the group '{group.Key}'", [.. group.Select(volume => volume.Size)]);
    }

    private static void Check(DiskLayout layout, string place, IReadOnlyList<LayoutSize> sizes)
    {
        int rests = sizes.Count(size => size.IsRest);
        int percent = sizes.Sum(size => size.Percent ?? 0);
        if (rests > 1)
            throw InstallErrors.LayoutSizes(layout.Name, $"{place} has two sizes \"rest\"");
        if (percent > 100 || (percent == 100 && rests > 0))
            throw InstallErrors.LayoutSizes(layout.Name, $"the shares on {place} are {percent}%{(rests > 0 ? " and leave no \"rest\"" : "")}");
    }
}
