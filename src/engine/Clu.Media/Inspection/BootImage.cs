namespace Clu.Media.Inspection;

/// <summary>A boot image of the El Torito catalog.</summary>
/// <param name="Firmware">What starts it.</param>
/// <param name="Bootable">Whether the catalog marks it so.</param>
/// <param name="Position">First byte in the file.</param>
/// <param name="LoadSize">Bytes that the catalog tells firmware to load; 0 leaves it to the firmware.</param>
public sealed record BootImage(BootFirmware Firmware, bool Bootable, long Position, long LoadSize);
