namespace Clu.Install.Layouts;

/// <summary>What a partition is for.</summary>
public enum PartitionType
{
    /// <summary>EFI system partition: FAT, with loader and kernels.</summary>
    Esp,

    /// <summary>Where GRUB for BIOS keeps its core; nothing lies on it.</summary>
    BiosBoot,

    /// <summary>Second partition for kernels beside an ESP.</summary>
    XBootLdr,

    /// <summary>Root of a 64-bit PC, also when it is encrypted.</summary>
    Root,

    /// <summary><c>/home</c>.</summary>
    Home,

    /// <summary><c>/srv</c>.</summary>
    Srv,

    /// <summary><c>/var</c>.</summary>
    Var,

    /// <summary>Any other file system of Linux.</summary>
    Linux,

    /// <summary>Swap.</summary>
    Swap,

    /// <summary>Member of an MD array.</summary>
    Raid,

    /// <summary>Physical volume of LVM.</summary>
    Lvm,
}
