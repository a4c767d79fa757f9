using System.Globalization;
using Clu.Install.Plans;

namespace Clu.Install.Layouts;

/// <summary>Makes volume groups and volumes of LVM.</summary>
internal static class VolumeCommands
{
    private const long Extent = 4L << 20;

    // lvm says 5 for a group that is not there.
    private static readonly int[] _maybeGone = [0, 5];

    public static InstallStep Step(DiskPlanning plan, string id, IReadOnlyList<LayoutGroup> groups) => new()
    {
        Id = id,
        Title = "Making volumes",
        Destroys = true,
        Actions = [.. groups.SelectMany(group => Make(plan, group)), DiskPlanning.Settle()],
        WhenDone =
        [
            DiskPlanning.Settle(),
            .. groups.Select(group => DiskPlanning.Run("vgchange", "--activate", "y", group.Name)),
            DiskPlanning.Settle(),
        ],
    };

    private static IEnumerable<InstallAction> Make(DiskPlanning plan, LayoutGroup group)
    {
        string[] devices = [.. group.On.Select(name => plan.Device(name).Path)];
        yield return DiskPlanning.Try(_maybeGone, "vgchange", "--activate", "n", group.Name);
        yield return DiskPlanning.Wipe(devices);
        yield return DiskPlanning.Run("pvcreate", ["--yes", "-ff", .. devices]);
        yield return DiskPlanning.Run("vgcreate", ["--yes", group.Name, .. devices]);
        LayoutVolume[] volumes = [.. plan.Layout.Volumes.Where(volume => volume.Group == group.Name)];
        long room = group.On.Sum(name => Math.Max(0, plan.Device(name).Room - Extent) / Extent * Extent);
        long[] sizes = PartitionPlacement.Share(
            plan.Layout, $"the group '{group.Name}'", room, Extent, [.. volumes.Select(volume => (volume.Name, volume.Size))]);
        // The rest is made last: it takes what LVM really has, which may be a little more than was reckoned.
        foreach (int i in Enumerable.Range(0, volumes.Length).OrderBy(i => volumes[i].Size.IsRest))
        {
            LayoutVolume volume = volumes[i];
            plan.Add(volume.Name, new PlannedDevice($"/dev/{group.Name}/{volume.Name}", sizes[i]));
            string[] size = volume.Size.IsRest ? ["--extents", "100%FREE"] : ["--size", string.Create(CultureInfo.InvariantCulture, $"{sizes[i] >> 20}m")];
            yield return DiskPlanning.Run("lvcreate", ["--yes", "--wipesignatures", "y", "--zero", "y", "--name", volume.Name, .. size, group.Name]);
        }
    }
}
