namespace Clu.Media.Qemu;

/// <summary>What <see cref="QemuPlan"/> has to know of the machine that it is made on.</summary>
/// <param name="Program">Path or name of QEMU.</param>
/// <param name="Accelerator">The fastest one that works.</param>
/// <param name="Processors">Processors of the host.</param>
/// <param name="HasDisplay">A window can be opened.</param>
/// <param name="DiskExists">The disk of the options is there already.</param>
/// <param name="Firmware">The UEFI build; null for BIOS.</param>
public sealed record QemuHost(
    string Program, Accelerator Accelerator, int Processors, bool HasDisplay, bool DiskExists, FirmwareFiles? Firmware);
