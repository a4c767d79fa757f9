namespace Clu.Install.Layouts;

/// <summary>A kind of file system that layouts make. Its name in lower case is the kernel's.</summary>
public enum FileSystemType
{
    /// <summary>FAT, for firmware and loaders.</summary>
    Vfat,

    /// <summary>ext4.</summary>
    Ext4,

    /// <summary>XFS.</summary>
    Xfs,

    /// <summary>F2FS.</summary>
    F2fs,

    /// <summary>btrfs.</summary>
    Btrfs,
}
