using System.Globalization;
using Clu.Install.Plans;

namespace Clu.Install.Layouts;

/// <summary>Makes file systems and swap, with identifiers that were chosen beforehand.</summary>
internal static class FormatCommands
{
    /// <summary>From here on a FAT has enough clusters to be FAT32, with sectors of 4096 bytes too.</summary>
    private const long SmallestFat32 = 260L << 20;

    // umount says 1 or 32 for what is not mounted.
    private static readonly int[] _maybeMounted = [0, 1, 32];

    public static InstallStep Step(DiskPlanning plan) => new()
    {
        Id = "format",
        Title = "Making file systems",
        Destroys = true,
        Actions =
        [
            .. plan.Layout.Swaps.Where(swap => swap.On is not null).SelectMany(swap => Swap(plan, swap)),
            .. plan.Layout.FileSystems.SelectMany(fileSystem => Make(plan, fileSystem)),
            DiskPlanning.Settle(),
        ],
    };

    /// <summary>As <c>UUID=</c> of mount and fstab has it.</summary>
    public static string Uuid(DiskPlanning plan, LayoutFileSystem fileSystem)
    {
        if (fileSystem.Type != FileSystemType.Vfat)
            return plan.Ids.Uuid(Thing(fileSystem)).ToString();
        string serial = FatSerial(plan, fileSystem);
        return $"{serial[..4]}-{serial[4..]}";
    }

    public static Guid Uuid(DiskPlanning plan, LayoutSwap swap) => plan.Ids.Uuid($"swap {swap.On ?? swap.File}");

    private static string Thing(LayoutFileSystem fileSystem) => $"filesystem {fileSystem.On}";

    private static string FatSerial(DiskPlanning plan, LayoutFileSystem fileSystem) =>
        plan.Ids.FatSerial(Thing(fileSystem)).ToString("X8", CultureInfo.InvariantCulture);

    private static IEnumerable<InstallAction> Swap(DiskPlanning plan, LayoutSwap swap)
    {
        string device = plan.Device(swap.On!).Path;
        yield return DiskPlanning.Wipe(device);
        yield return DiskPlanning.Run("mkswap", "--uuid", $"{Uuid(plan, swap)}", "--label", "swap", device);
    }

    private static IEnumerable<InstallAction> Make(DiskPlanning plan, LayoutFileSystem fileSystem)
    {
        PlannedDevice device = plan.Device(fileSystem.On);
        string uuid = Uuid(plan, fileSystem);
        string[] Label(string option) => fileSystem.Label.Length > 0 ? [option, fileSystem.Label] : [];
        if (fileSystem.Subvolumes.Count > 0)
            yield return DiskPlanning.Try(_maybeMounted, "umount", "--recursive", "--quiet", plan.Root);
        // mkfs.btrfs would refuse an identifier that is there already, from its own run that was interrupted.
        yield return DiskPlanning.Wipe(device.Path);
        yield return fileSystem.Type switch
        {
            FileSystemType.Vfat => DiskPlanning.Run(
                "mkfs.vfat", [.. Fat32(device), "-i", FatSerial(plan, fileSystem), .. Label("-n"), device.Path]),
            FileSystemType.Ext4 => DiskPlanning.Run("mkfs.ext4", ["-q", "-F", "-U", uuid, .. Label("-L"), device.Path]),
            FileSystemType.Xfs => DiskPlanning.Run("mkfs.xfs", ["-q", "-f", "-m", $"uuid={uuid}", .. Label("-L"), device.Path]),
            FileSystemType.F2fs => DiskPlanning.Run("mkfs.f2fs", ["-q", "-f", "-U", uuid, .. Label("-l"), device.Path]),
            FileSystemType.Btrfs => DiskPlanning.Run("mkfs.btrfs", ["-q", "-f", "-U", uuid, .. Label("-L"), device.Path]),
        };
        if (fileSystem.Subvolumes.Count == 0)
            yield break;
        yield return DiskPlanning.Run("mkdir", "--parents", plan.Root);
        yield return DiskPlanning.Run("mount", "-t", "btrfs", "-o", "subvolid=5", device.Path, plan.Root);
        foreach (LayoutSubvolume subvolume in fileSystem.Subvolumes)
            yield return DiskPlanning.Run("btrfs", "subvolume", "create", $"{plan.Root.TrimEnd('/')}/{subvolume.Name}");
        yield return DiskPlanning.Run("umount", plan.Root);
    }

    private static string[] Fat32(PlannedDevice device) => device.Room >= SmallestFat32 ? ["-F", "32"] : [];
}
