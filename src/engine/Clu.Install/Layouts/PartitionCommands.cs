using System.Globalization;
using System.Text;
using Clu.Install.Disks;
using Clu.Install.Plans;
using Clu.Install.Tools;

namespace Clu.Install.Layouts;

/// <summary>Empties the disks and writes their partition tables.</summary>
internal static class PartitionCommands
{
    // What wipefs, dmsetup and mdadm say of a device that is gone.
    private static readonly int[] _mayBeGone = [0, 1];

    public static InstallStep Step(DiskPlanning plan)
    {
        List<InstallAction> actions = [];
        foreach (DiskHolder holder in plan.Disks.SelectMany(disk => disk.Holders).Distinct())
            actions.Add(LetGo(holder));
        foreach (BlockDevice disk in plan.Disks)
            actions.AddRange(Write(plan, disk));
        actions.Add(DiskPlanning.Settle());
        return new InstallStep { Id = "partition", Title = "Partitioning", Actions = actions, Destroys = true };
    }

    private static InstallAction LetGo(DiskHolder holder) => holder.IsRaid
        ? DiskPlanning.Try(_mayBeGone, "mdadm", "--stop", holder.Path)
        : DiskPlanning.Try(_mayBeGone, "dmsetup", "remove", "--retry", holder.Path);

    private static IEnumerable<InstallAction> Write(DiskPlanning plan, BlockDevice disk)
    {
        // Signatures inside of old partitions go first: udev would assemble what it finds there as soon as the new table has a partition at the same place.
        string[] old = [.. disk.Contents.Select(content => content.Path).Where(path => path != disk.Path)];
        foreach (string partition in old)
            yield return DiskPlanning.Try(_mayBeGone, "wipefs", "--all", "--quiet", partition);
        yield return DiskPlanning.Wipe(disk.Path);
        // A disk that udev is just looking at counts as in use.
        yield return DiskPlanning.Settle();
        string[] arguments = ["--quiet", "--lock=yes", "--wipe=always", "--wipe-partitions=always", disk.Path];
        yield return new InstallAction.Run(new ToolCommand("sfdisk", arguments) { Input = ToolInput.Text(Script(plan, disk)) });
        yield return DiskPlanning.Run("partx", "--update", disk.Path);
    }

    private static string Script(DiskPlanning plan, BlockDevice disk)
    {
        StringBuilder script = new($"label: gpt\nlabel-id: {plan.Ids.Uuid($"disk {plan.Disks.ToList().IndexOf(disk) + 1}")}\n");
        foreach (PlannedPartition partition in plan.Partitions.Where(partition => partition.Disk == disk))
        {
            script.Append(CultureInfo.InvariantCulture, $"start={partition.Start / disk.SectorSize}, size={partition.Size / disk.SectorSize}, ");
            script.Append($"type={PartitionTypes.Id(partition.Layout.Type)}, uuid={partition.Id}, name={partition.Layout.Name}\n");
        }

        return script.ToString();
    }
}
