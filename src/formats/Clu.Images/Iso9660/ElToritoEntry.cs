namespace Clu.Images.Iso9660;

/// <summary>A boot image of the El Torito catalog.</summary>
/// <param name="Platform">0 for BIOS, 0xEF for UEFI.</param>
/// <param name="Bootable">Whether firmware may boot it.</param>
/// <param name="Emulation">0 for none; floppies and hard disks are 1 to 4.</param>
/// <param name="SectorCount">512-byte sectors to load; of a UEFI image its length, 0 when that is too large.</param>
/// <param name="Sector">First sector of 2048 bytes.</param>
public sealed record ElToritoEntry(byte Platform, bool Bootable, byte Emulation, ushort SectorCount, uint Sector)
{
    /// <summary>Whether it is for UEFI.</summary>
    public bool IsEfi => Platform == Structures.ElTorito.EfiPlatform;
}
