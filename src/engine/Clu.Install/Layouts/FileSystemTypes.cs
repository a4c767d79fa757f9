namespace Clu.Install.Layouts;

/// <summary>What differs between file systems.</summary>
public static class FileSystemTypes
{
    private const long MiB = 1L << 20;

    /// <summary>Every type.</summary>
    public static IReadOnlyList<FileSystemType> All { get; } = Enum.GetValues<FileSystemType>();

    /// <summary>As layouts, mount and fstab have it.</summary>
    public static string Word(FileSystemType type) => type switch
    {
        FileSystemType.Vfat => "vfat",
        FileSystemType.Ext4 => "ext4",
        FileSystemType.Xfs => "xfs",
        FileSystemType.F2fs => "f2fs",
        FileSystemType.Btrfs => "btrfs",
    };

    /// <summary>The type of that word; null for none.</summary>
    public static FileSystemType? Parse(string word)
    {
        foreach (FileSystemType type in All)
        {
            if (Word(type) == word)
                return type;
        }

        return null;
    }

    /// <summary>Most bytes of a label.</summary>
    public static int LongestLabel(FileSystemType type) => type switch
    {
        FileSystemType.Vfat => 11,
        FileSystemType.Ext4 => 16,
        FileSystemType.Xfs => 12,
        FileSystemType.F2fs or FileSystemType.Btrfs => 64,
    };

    /// <summary>Bytes below which its mkfs refuses, or makes something of no use.</summary>
    public static long Smallest(FileSystemType type) => type switch
    {
        FileSystemType.Vfat => 2 * MiB,
        FileSystemType.Ext4 => 16 * MiB,
        FileSystemType.Xfs => 300 * MiB,
        FileSystemType.F2fs => 128 * MiB,
        FileSystemType.Btrfs => 256 * MiB,
    };
}
