namespace Clu.Media.Qemu;

/// <summary>A UEFI build for QEMU.</summary>
/// <param name="Code">The firmware, mapped read-only.</param>
/// <param name="Variables">Its variable store as delivered; what a machine writes is gone with it.</param>
/// <param name="NeedsSmm">The build keeps its variables behind system management mode and hangs without it.</param>
public sealed record FirmwareFiles(string Code, string Variables, bool NeedsSmm);
