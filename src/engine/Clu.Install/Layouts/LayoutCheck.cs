namespace Clu.Install.Layouts;

/// <summary>Whether the parts of a layout fit together.</summary>
internal static class LayoutCheck
{
    /// <exception cref="Clu.Binary.CluException">CLU0601 to CLU0606.</exception>
    public static LayoutGraph Run(DiskLayout layout)
    {
        LayoutGraph graph = new(layout);
        foreach (LayoutPartition partition in layout.Partitions)
            CheckUses(layout, graph, partition.Name, partition);
        foreach (LayoutRaid raid in layout.Raids)
        {
            CheckRaid(layout, graph, raid);
            CheckUses(layout, graph, raid.Name, raid);
        }

        foreach (LayoutLuks luks in layout.Luks)
            CheckUses(layout, graph, luks.Name, luks);
        foreach (LayoutVolume volume in layout.Volumes)
            CheckUses(layout, graph, volume.Name, volume);
        foreach (LayoutGroup group in layout.Groups)
            CheckGroup(layout, graph, group);
        LayoutSizeCheck.Run(layout);
        LayoutMountCheck.Run(layout, graph);
        return graph;
    }

    private static void CheckUses(DiskLayout layout, LayoutGraph graph, string name, object thing)
    {
        IReadOnlyList<object> users = graph.Users(name);
        bool isBiosBoot = thing is LayoutPartition { Type: PartitionType.BiosBoot };
        if (isBiosBoot && users.Count > 0)
            throw InstallErrors.LayoutKinds(layout.Name, $"{LayoutGraph.Title(users[0])} lies on {LayoutGraph.Title(thing)}, which is GRUB's");
        if (!isBiosBoot && users.Count == 0)
            throw InstallErrors.LayoutPlacing(layout.Name, $"nothing lies on {LayoutGraph.Title(thing)}");
        if (users.Count > 1)
        {
            throw InstallErrors.LayoutPlacing(
                layout.Name, $"{LayoutGraph.Title(users[0])} and {LayoutGraph.Title(users[1])} both lie on {LayoutGraph.Title(thing)}");
        }

        if (thing is LayoutPartition partition && users.Count == 1 && !Takes(graph, partition.Type, users[0]))
        {
            throw InstallErrors.LayoutKinds(
                layout.Name, $"{LayoutGraph.Title(users[0])} cannot lie on {LayoutGraph.Title(partition)} of type {PartitionTypes.Word(partition.Type)}");
        }
    }

    private static bool Takes(LayoutGraph graph, PartitionType type, object user) => type switch
    {
        PartitionType.BiosBoot => false,
        PartitionType.Esp or PartitionType.XBootLdr => user switch
        {
            LayoutFileSystem fileSystem => fileSystem.Type == FileSystemType.Vfat,
            // Firmware reads a member as if there were no array.
            LayoutRaid raid => raid is { Level: 1, Metadata: "1.0" }
                && graph.Users(raid.Name).All(above => above is LayoutFileSystem { Type: FileSystemType.Vfat }),
            _ => false,
        },
        PartitionType.Raid => user is LayoutRaid,
        PartitionType.Lvm => user is LayoutGroup,
        PartitionType.Swap => user is LayoutSwap or LayoutLuks,
        PartitionType.Root or PartitionType.Home or PartitionType.Srv or PartitionType.Var or PartitionType.Linux => user is LayoutFileSystem or LayoutLuks,
    };

    private static void CheckRaid(DiskLayout layout, LayoutGraph graph, LayoutRaid raid)
    {
        if (!LayoutRaid.Levels.TryGetValue(raid.Level, out int fewest) || raid.Members.Count < fewest)
        {
            throw InstallErrors.LayoutKinds(
                layout.Name, $"{LayoutGraph.Title(raid)} of level {raid.Level} needs {fewest} members and has {raid.Members.Count}");
        }

        string[] disks = [.. raid.Members.SelectMany(graph.Down).OfType<LayoutPartition>().Select(partition => $"{partition.Disk}")];
        if (disks.Distinct(StringComparer.Ordinal).Count() < disks.Length)
            throw InstallErrors.LayoutKinds(layout.Name, $"{LayoutGraph.Title(raid)} has two members on one disk");
    }

    private static void CheckGroup(DiskLayout layout, LayoutGraph graph, LayoutGroup group)
    {
        if (group.On.Count == 0)
            throw InstallErrors.LayoutPlacing(layout.Name, $"{LayoutGraph.Title(group)} lies on nothing");
        if (graph.Users(group.Name).Count == 0)
            throw InstallErrors.LayoutPlacing(layout.Name, $"{LayoutGraph.Title(group)} has no volume");
    }
}
