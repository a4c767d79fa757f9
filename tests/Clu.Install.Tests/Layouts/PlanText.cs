using System.Text;
using Clu.Install.Layouts;
using Clu.Install.Plans;
using Clu.Install.Tools;

namespace Clu.Install.Tests.Layouts;

/// <summary>A plan as text, for golden files.</summary>
internal static class PlanText
{
    public static string Of(DiskPlan plan)
    {
        StringBuilder text = new();
        foreach (PlannedPartition partition in plan.Partitions)
            text.Append($"{partition.Path} {partition.Layout.Name}: {partition.Size >> 20} MiB at {partition.Start >> 20} MiB\n");
        foreach (InstallStep step in plan.Steps.Concat(plan.AfterMount))
        {
            text.Append($"\n# {step.Id}: {step.Title}{(step.Destroys ? ", destroys" : "")}\n");
            step.Actions.ToList().ForEach(action => text.Append(Of(action)));
            if (step.WhenDone.Count > 0)
                text.Append("# when done\n");
            step.WhenDone.ToList().ForEach(action => text.Append(Of(action)));
        }

        text.Append('\n');
        foreach (TargetMount mount in plan.Mounts)
            text.Append($"fstab: {mount.Source} {mount.Path} {mount.Type} {string.Join(',', mount.Options)} {mount.Check}\n");
        foreach (TargetSwap swap in plan.Swaps)
            text.Append($"swap: {swap.Source} {swap.FileSize}\n");
        foreach (TargetLuks luks in plan.Luks)
            text.Append($"luks: {luks.Name} {luks.Uuid} {luks.KeyLocation} {string.Join(',', luks.Options)}\n");
        foreach (TargetRaid array in plan.Arrays)
            text.Append($"array: {array.Name} {array.Uuid}\n");
        text.Append($"groups: {string.Join(' ', plan.VolumeGroups)}\nzram: {plan.Zram}\n");
        text.Append($"esp: {plan.EspMount} mirrors: {string.Join(' ', plan.EspMirrors)} partitions: {string.Join(' ', plan.EspPartitions)}\n");
        text.Append($"bios: {string.Join(' ', plan.BiosDisks)}\nkernel: {string.Join(' ', plan.KernelParameters)}\n");
        text.Append($"store: {plan.StoreRoom >> 20} MiB, unlock: {plan.UnlockMemory >> 20} MiB\n");
        return text.ToString();
    }

    public static ToolCommand[] Commands(this InstallStep step) => [.. step.Actions.OfType<InstallAction.Run>().Select(run => run.Command)];

    private static string Of(InstallAction action)
    {
        ToolCommand command = ((InstallAction.Run)action).Command;
        return $"{ToolText.Of(command)}{(command.Accepted is { } accepted ? $"  # or {string.Join(", ", accepted.Where(code => code != 0))}" : "")}\n";
    }
}
