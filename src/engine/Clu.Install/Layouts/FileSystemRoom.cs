namespace Clu.Install.Layouts;

/// <summary>How much of a device a new file system has for files. Always a little less than it really is: a test makes real ones and compares.</summary>
internal static class FileSystemRoom
{
    private const long MiB = 1L << 20;
    private const long GiB = 1L << 30;

    /// <param name="type">The file system.</param>
    /// <param name="device">Bytes of what it lies on.</param>
    public static long Of(FileSystemType type, long device) => Math.Max(0, device - Overhead(type, device));

    private static long Overhead(FileSystemType type, long device) => type switch
    {
        FileSystemType.Vfat => (device / 128) + MiB,
        // Inode tables 1/64, 5 % kept for root, and a journal of up to 1 GiB.
        FileSystemType.Ext4 => (device / 14) + Math.Min(device / 28, GiB) + (18 * MiB),
        // The log, and what is held back for trees to grow: more with mkfs of later years, which keep reverse mappings.
        FileSystemType.Xfs => (device / 40) + (96 * MiB),
        // Overprovisioning is large on small devices and grows slowly.
        FileSystemType.F2fs => Math.Min(device / 20, (512 * MiB) + (device / 64)) + (115 * MiB),
        // Metadata is there twice, in chunks of 1 GiB from 50 GiB on; a store has many files so small that they lie in it.
        FileSystemType.Btrfs => (2 * (device < 50 * GiB ? Math.Min(device / 10, 256 * MiB) : GiB)) + (device / 32) + (48 * MiB),
    };
}
