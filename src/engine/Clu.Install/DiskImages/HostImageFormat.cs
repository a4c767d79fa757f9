namespace Clu.Install.DiskImages;

/// <summary>What a host is made into.</summary>
public enum HostImageFormat
{
    /// <summary>A disk for BIOS, with GRUB.</summary>
    Raw,

    /// <summary>A disk for UEFI, with systemd-boot.</summary>
    RawEfi,

    /// <summary>The disk for BIOS, in QEMU's format.</summary>
    Qcow2,

    /// <summary>An archive of the root file system.</summary>
    Tar,

    /// <summary>An archive with kernel and ramdisk, which has all of the system in it, and a script that starts them.</summary>
    Kexec,
}
