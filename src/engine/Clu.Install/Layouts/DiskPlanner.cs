using Clu.Install.Choices;
using Clu.Install.Disks;
using Clu.Install.Plans;

namespace Clu.Install.Layouts;

/// <summary>Turns a layout and disks into what has to be done. Touches nothing.</summary>
public static class DiskPlanner
{
    /// <summary>KiB that opening a LUKS volume takes unless another number is asked for: a machine with 1 GiB of RAM has them while it starts.</summary>
    public const int DefaultKeyMemory = 256 * 1024;

    private const string Store = "/nix/store";

    /// <summary>Makes the plan.</summary>
    /// <param name="layout">The layout.</param>
    /// <param name="disks">As many disks as it needs, in its order.</param>
    /// <param name="secret">What opens LUKS volumes; not used without.</param>
    /// <param name="firmware">How the machine will start.</param>
    /// <param name="ids">Source of every identifier: the same one gives the same plan.</param>
    /// <param name="root">Where the target will be mounted: <see cref="TargetRoot.Default"/>.</param>
    /// <param name="keyMemory">KiB that opening a LUKS volume may take, 32 to 4194304.</param>
    /// <exception cref="Clu.Binary.CluException">
    /// CLU0601 to CLU0606: the layout makes no sense. CLU0607: not with this firmware. CLU0608: too few or too many disks. CLU0609: a disk is too small.
    /// CLU0610: a disk must not be written. CLU0611: no secret.
    /// </exception>
    public static DiskPlan Plan(
        DiskLayout layout,
        IReadOnlyList<BlockDevice> disks,
        DiskSecret? secret,
        TargetFirmware firmware,
        DiskIdentifiers ids,
        string root = TargetRoot.Default,
        int keyMemory = DefaultKeyMemory)
    {
        LayoutGraph graph = LayoutCheck.Run(layout);
        if (LayoutFirmware.Obstacle(layout, firmware) is { } obstacle)
            throw InstallErrors.LayoutFirmware(layout.Name, firmware, obstacle);
        if (disks.Count != layout.DiskCount || disks.DistinctBy(disk => disk.Path).Count() != disks.Count)
            throw InstallErrors.WrongDiskCount(layout.Name, layout.DiskCount, disks.DistinctBy(disk => disk.Path).Count());
        if (disks.FirstOrDefault(disk => disk.Refusal is not null) is { } refused)
            throw InstallErrors.DiskRefused(refused.Path, refused.Refusal!);
        DiskPlanning plan = new()
        {
            Layout = layout,
            Graph = graph,
            Disks = disks,
            Partitions = PartitionPlacement.Place(layout, disks, ids),
            Ids = ids,
            Root = root,
            Secret = secret,
            KeyMemory = keyMemory,
        };
        foreach (PlannedPartition partition in plan.Partitions)
            plan.Add(partition.Layout.Name, new PlannedDevice(partition.Path, partition.Size));
        List<InstallStep> steps = [PartitionCommands.Step(plan)];
        foreach (IReadOnlyList<object> layer in graph.Layers)
            steps.Add(Layer(plan, layer, steps));
        CheckRoom(plan);
        steps.Add(FormatCommands.Step(plan));
        return Describe(plan, steps);
    }

    private static InstallStep Layer(DiskPlanning plan, IReadOnlyList<object> layer, IReadOnlyList<InstallStep> before)
    {
        string id = layer[0] switch { LayoutRaid => "raid", LayoutLuks => "encrypt", _ => "volumes" };
        int same = before.Count(step => step.Id == id || step.Id.StartsWith(id + "-", StringComparison.Ordinal));
        if (same > 0)
            id = $"{id}-{same + 1}";
        return layer[0] switch
        {
            LayoutRaid => RaidCommands.Step(plan, id, [.. layer.Cast<LayoutRaid>()]),
            LayoutLuks => EncryptCommands.Step(plan, id, [.. layer.Cast<LayoutLuks>()]),
            _ => VolumeCommands.Step(plan, id, [.. layer.Cast<LayoutGroup>()]),
        };
    }

    private static void CheckRoom(DiskPlanning plan)
    {
        foreach (LayoutFileSystem fileSystem in plan.Layout.FileSystems)
        {
            PlannedDevice device = plan.Device(fileSystem.On);
            long smallest = FileSystemTypes.Smallest(fileSystem.Type);
            if (device.Room < smallest)
                throw InstallErrors.DiskTooSmall(plan.Layout.Name, device.Path, device.Room, LayoutGraph.Title(fileSystem), smallest);
        }

        IEnumerable<LayoutSwap> swapFiles = plan.Layout.Swaps.Where(swap => swap.File is not null);
        foreach (IGrouping<LayoutFileSystem, LayoutSwap> files in swapFiles.GroupBy(swap => Owner(plan, swap.File!)))
        {
            long room = FileSystemRoom.Of(files.Key.Type, plan.Device(files.Key.On).Room);
            long needed = files.Sum(file => file.FileSize);
            if (needed > room)
                throw InstallErrors.DiskTooSmall(plan.Layout.Name, plan.Device(files.Key.On).Path, room, "its swap", needed);
        }
    }

    private static DiskPlan Describe(DiskPlanning plan, IReadOnlyList<InstallStep> steps)
    {
        DiskLayout layout = plan.Layout;
        LayoutFileSystem store = Owner(plan, Store);
        long swapped = layout.Swaps.Where(swap => swap.File is { } file && Owner(plan, file) == store).Sum(swap => swap.FileSize);
        IReadOnlyList<LayoutFileSystem> esps = LayoutMountCheck.Esps(layout, plan.Graph);
        object[] layers = [.. plan.Graph.Layers.SelectMany(layer => layer)];
        PlannedPartition[] cores = [.. plan.Partitions.Where(place => place.Layout.Type == PartitionType.BiosBoot)];
        DiskPlan described = new()
        {
            Steps = steps,
            AfterMount = SwapFileCommands.Step(plan) is { } step ? [step] : [],
            Partitions = plan.Partitions,
            Mounts = DiskMounts.Of(plan),
            Swaps = DiskMounts.Swaps(plan),
            Zram = layout.Swaps.FirstOrDefault(swap => swap.Zram is not null)?.Zram,
            Luks = [.. layers.OfType<LayoutLuks>().Select(luks => DiskMounts.Luks(plan, luks))],
            Arrays = [.. layers.OfType<LayoutRaid>().Select(raid => new TargetRaid(raid.Name, RaidCommands.Uuid(plan, raid)))],
            VolumeGroups = [.. layout.Groups.Select(group => group.Name)],
            EspMount = esps.Count > 0 ? esps[0].Mount : null,
            EspMirrors = [.. esps.Skip(1).Select(esp => esp.Mount).OfType<string>()],
            EspPartitions =
            [
                .. esps.SelectMany(esp => plan.Graph.Down(esp.On)).OfType<LayoutPartition>()
                    .Select(partition => plan.Partitions.Single(place => place.Layout == partition)).Select(place => (place.Disk.Path, place.Number)),
            ],
            BiosDisks = [.. plan.Disks.Where(disk => cores.Any(core => core.Disk == disk)).Select(disk => disk.Path)],
            UnlockMemory = layout.IsEncrypted ? plan.KeyMemory * 1024L : 0,
            KernelParameters = [],
            StoreRoom = Math.Max(0, FileSystemRoom.Of(store.Type, plan.Device(store.On).Room) - swapped),
        };
        return described with { KernelParameters = DiskMounts.KernelParameters(described) };
    }

    private static LayoutFileSystem Owner(DiskPlanning plan, string path) => LayoutMountCheck.Owner(plan.Layout, path)!;
}
