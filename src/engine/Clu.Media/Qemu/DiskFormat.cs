namespace Clu.Media.Qemu;

/// <summary>How a disk of the guest is stored.</summary>
public enum DiskFormat
{
    /// <summary>Byte for byte, with holes.</summary>
    Raw,

    /// <summary>QEMU's own, made by <c>qemu-img</c>.</summary>
    Qcow2,
}
