namespace Clu.Media.Qemu;

/// <summary>A disk of a virtual machine, in a raw file.</summary>
/// <param name="File">The file.</param>
/// <param name="Serial">Serial number, at most 20 of <c>A-Z 0-9</c>; the guest has the disk as <c>/dev/disk/by-id/virtio-SERIAL</c>.</param>
/// <param name="ReadOnly">Whether the guest may not write to it; then firmware does not start from it either.</param>
public sealed record QemuDrive(string File, string Serial, bool ReadOnly = false);
