using System.Globalization;
using Clu.Install.Plans;

namespace Clu.Install.Layouts;

/// <summary>Makes swap files once the target is mounted, each in the way that its file system asks for.</summary>
internal static class SwapFileCommands
{
    private const int MiB = 1 << 20;

    public static InstallStep? Step(DiskPlanning plan)
    {
        LayoutSwap[] files = [.. plan.Layout.Swaps.Where(swap => swap.File is not null)];
        return files.Length == 0
            ? null
            : new InstallStep { Id = "swap", Title = "Making swap files", Actions = [.. files.SelectMany(file => Make(plan, file))] };
    }

    private static IEnumerable<InstallAction> Make(DiskPlanning plan, LayoutSwap swap)
    {
        string file = plan.Root.TrimEnd('/') + swap.File;
        string uuid = $"{FormatCommands.Uuid(plan, swap)}";
        string size = swap.FileSize.ToString(CultureInfo.InvariantCulture);
        yield return DiskPlanning.Run("mkdir", "--parents", Path.GetDirectoryName(file)!);
        yield return DiskPlanning.Run("rm", "--force", file);
        switch (LayoutMountCheck.Owner(plan.Layout, swap.File!)!.Type)
        {
            case FileSystemType.Btrfs:
                // Without checksums and copy on write, which the kernel demands of a swap file.
                yield return DiskPlanning.Run("btrfs", "filesystem", "mkswapfile", "--size", size, "--uuid", uuid, file);
                yield break;
            case FileSystemType.F2fs:
                // F2FS only reserves what fallocate asks for; swap needs blocks that are there.
                yield return DiskPlanning.Run("dd", "if=/dev/zero", $"of={file}", $"bs={MiB}", $"count={swap.FileSize / MiB}", "conv=fsync", "status=none");
                break;
            default:
                yield return DiskPlanning.Run("fallocate", "--length", size, file);
                break;
        }

        yield return DiskPlanning.Run("chmod", "0600", file);
        yield return DiskPlanning.Run("mkswap", "--uuid", uuid, file);
    }
}
