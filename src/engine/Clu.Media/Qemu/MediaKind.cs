namespace Clu.Media.Qemu;

/// <summary>How the virtual machine sees the image.</summary>
public enum MediaKind
{
    /// <summary>A CD in an IDE or AHCI drive.</summary>
    Cdrom,

    /// <summary>A stick on an xHCI controller.</summary>
    Usb,
}
