namespace Clu.Install.Layouts;

/// <summary>How much of a device a new file system has for files. Always a little less than it really is: a test makes real ones and compares.</summary>
internal static class FileSystemRoom
{
    private const long MiB = 1L << 20;

    /// <param name="type">The file system.</param>
    /// <param name="device">Bytes of what it lies on.</param>
    public static long Of(FileSystemType type, long device) => Math.Max(0, type switch
    {
        FileSystemType.Vfat => device - (device / 128) - MiB,
        // Inode tables 1/64, 5 % kept for root, group descriptors; the journal is up to 1 GiB.
        FileSystemType.Ext4 => device - (device / 14) - Journal(device, 32) - (8 * MiB),
        // Log, headers of allocation groups, and what the kernel holds back for metadata to grow.
        FileSystemType.Xfs => device - (device / 32) - Journal(device, 40) - (64 * MiB),
        // Overprovisioning is large on small devices and shrinks slowly.
        FileSystemType.F2fs => device - (device / 12) - Journal(device, 8) - (96 * MiB),
        // Metadata is there twice: chunks of a tenth of the device up to 256 MiB, and inodes with small files in them.
        FileSystemType.Btrfs => device - (device / 24) - (2 * Math.Min(device / 10, 512 * MiB)) - (32 * MiB),
    });

    /// <summary>A share of a device, up to 1 GiB.</summary>
    private static long Journal(long device, int part) => Math.Min(device / part, 1024 * MiB);
}
