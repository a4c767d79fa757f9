namespace Clu.Media.Qemu;

/// <summary>A UEFI build for QEMU.</summary>
/// <param name="Code">The firmware, mapped read-only.</param>
/// <param name="Variables">Template of its variable store; every machine writes to a copy of its own.</param>
/// <param name="NeedsSmm">The build keeps its variables behind system management mode and hangs without it.</param>
public sealed record FirmwareFiles(string Code, string Variables, bool NeedsSmm);
