using Clu.Install.Choices;

namespace Clu.Install.Layouts;

/// <summary>By which firmware a machine with a layout can start.</summary>
public static class LayoutFirmware
{
    /// <summary>Whether it can.</summary>
    public static bool Supports(this DiskLayout layout, TargetFirmware firmware) => Obstacle(layout, firmware) is null;

    /// <summary>What is in the way, as a phrase (<c>it has no EFI system partition</c>); null for nothing.</summary>
    public static string? Obstacle(DiskLayout layout, TargetFirmware firmware)
    {
        // Kernels are read by the loader, and no loader here opens LUKS2.
        LayoutGraph graph = new(layout);
        if (LayoutMountCheck.Owner(layout, "/boot") is { } boot && graph.IsEncrypted(boot.On))
            return "/boot, where kernels lie, is encrypted";
        PartitionType needed = firmware == TargetFirmware.Bios ? PartitionType.BiosBoot : PartitionType.Esp;
        if (layout.Partitions.Any(partition => partition.Type == needed))
            return null;
        return firmware == TargetFirmware.Bios ? "it has no partition of type bios-boot" : "it has no partition of type esp";
    }
}
