namespace Clu.Install.Layouts;

/// <summary>Whether a layout has one root, and each mount its own place.</summary>
internal static class LayoutMountCheck
{
    /// <summary>Where the first EFI system partition may be mounted.</summary>
    public static IReadOnlyList<string> EspMounts { get; } = ["/boot", "/efi", "/boot/efi"];

    /// <exception cref="Clu.Binary.CluException">CLU0604, or CLU0601 for labels and subvolumes that are there twice.</exception>
    public static void Run(DiskLayout layout, LayoutGraph graph)
    {
        if (layout.FileSystems.FirstOrDefault(fileSystem => !fileSystem.Mounts.Any()) is { } lost)
            throw InstallErrors.LayoutMounts(layout.Name, $"{LayoutGraph.Title(lost)} is mounted nowhere");
        string[] mounts = [.. layout.FileSystems.SelectMany(fileSystem => fileSystem.Mounts), .. layout.Swaps.Select(swap => swap.File).OfType<string>()];
        if (Twice(mounts) is { } mount)
            throw InstallErrors.LayoutMounts(layout.Name, $"{mount} is there twice");
        if (Owner(layout, "/") is not { Type: not FileSystemType.Vfat } root || !root.Mounts.Contains("/"))
            throw InstallErrors.LayoutMounts(layout.Name, "no file system that can hold a system is mounted at /");
        if (Twice(layout.FileSystems.Select(fileSystem => fileSystem.Label).Where(label => label.Length > 0)) is { } label)
            throw InstallErrors.LayoutNames(layout.Name, $"two file systems have the label '{label}'");
        foreach (LayoutFileSystem fileSystem in layout.FileSystems)
            CheckSubvolumes(layout, fileSystem);
        if (layout.Swaps.Count(swap => swap.Zram is not null) > 1)
            throw InstallErrors.LayoutKinds(layout.Name, "there is zram twice");
        if (layout.Swaps.FirstOrDefault(swap => swap.File is { } file && Owner(layout, file)!.Type == FileSystemType.Vfat) is { File: { } swapFile })
            throw InstallErrors.LayoutKinds(layout.Name, $"the swap file {swapFile} cannot lie on vfat");
        CheckEsp(layout, graph);
    }

    /// <summary>The file system that a path lies on; null where there is no root.</summary>
    public static LayoutFileSystem? Owner(DiskLayout layout, string path) => layout.FileSystems
        .SelectMany(fileSystem => fileSystem.Mounts.Select(mount => (FileSystem: fileSystem, Mount: mount)))
        .Where(candidate => candidate.Mount == "/" || path == candidate.Mount || path.StartsWith(candidate.Mount + "/", StringComparison.Ordinal))
        .OrderByDescending(candidate => candidate.Mount.Length)
        .FirstOrDefault().FileSystem;

    /// <summary>File systems on EFI system partitions, that of the loader first.</summary>
    public static IReadOnlyList<LayoutFileSystem> Esps(DiskLayout layout, LayoutGraph graph) =>
    [
        .. layout.FileSystems
            .Where(fileSystem => graph.Down(fileSystem.On).OfType<LayoutPartition>().Any(partition => partition.Type == PartitionType.Esp))
            .OrderBy(fileSystem => EspMounts.ToList().IndexOf(fileSystem.Mount ?? "") is >= 0 and int place ? place : EspMounts.Count),
    ];

    private static void CheckSubvolumes(DiskLayout layout, LayoutFileSystem fileSystem)
    {
        if (fileSystem.Subvolumes.Count > 0 && fileSystem.Type != FileSystemType.Btrfs)
            throw InstallErrors.LayoutKinds(layout.Name, $"{LayoutGraph.Title(fileSystem)} cannot have subvolumes");
        if (Twice(fileSystem.Subvolumes.Select(subvolume => subvolume.Name)) is { } name)
            throw InstallErrors.LayoutNames(layout.Name, $"{LayoutGraph.Title(fileSystem)} has two subvolumes '{name}'");
    }

    private static void CheckEsp(DiskLayout layout, LayoutGraph graph)
    {
        IReadOnlyList<LayoutFileSystem> esps = Esps(layout, graph);
        if (esps.Count > 0 && !EspMounts.Contains(esps[0].Mount))
            throw InstallErrors.LayoutMounts(layout.Name, $"{LayoutGraph.Title(esps[0])} must be mounted at one of {string.Join(", ", EspMounts)}");
        int[] disks = [.. layout.Partitions.Where(partition => partition.Type == PartitionType.Esp).Select(partition => partition.Disk)];
        if (disks.Distinct().Count() < disks.Length)
            throw InstallErrors.LayoutKinds(layout.Name, "one disk has two partitions of type esp");
    }

    private static string? Twice(IEnumerable<string> words) =>
        words.GroupBy(word => word, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1)?.Key;
}
