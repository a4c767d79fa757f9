using System.Buffers.Binary;

namespace Clu.Images.Iso9660;

/// <summary>The fields in GRUB's boot images that say where on the medium they are; what <c>xorriso --grub2-boot-info --grub2-mbr</c> fills in.</summary>
internal static class GrubBootImage
{
    /// <summary>cdboot.img and diskboot.img, before the core.</summary>
    public const int MinLength = CdBootLength + DiskBootLength;

    /// <summary>Above, the core would overwrite the memory that it is loaded below.</summary>
    public const int MaxLength = 0x78000;

    private const int CdBootLength = 2048;
    private const int DiskBootLength = 512;
    private const int InfoTable = 8;
    private const int InfoEnd = 64;

    /// <summary>Where diskboot.img keeps the first sector of the core.</summary>
    private const int CoreSector = CdBootLength + 500;

    /// <summary>Where boot_hybrid.img keeps the sector of diskboot.img.</summary>
    private const int DiskBootSector = 0x1B0;

    private const ulong DisksSectors = Iso9660Limits.DiskSectorsPerSector;

    /// <summary>Fills in the boot information table and the place of the core.</summary>
    /// <param name="image">The whole El Torito image.</param>
    /// <param name="sector">Its first sector on the medium.</param>
    public static void Place(Span<byte> image, uint sector)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(image[CoreSector..], (sector * DisksSectors) + (CdBootLength / 512) + 1);
        Span<byte> table = image[InfoTable..InfoEnd];
        table.Clear();
        BinaryPrimitives.WriteUInt32LittleEndian(table, Iso9660Limits.SystemAreaSectors);
        BinaryPrimitives.WriteUInt32LittleEndian(table[4..], sector);
        BinaryPrimitives.WriteUInt32LittleEndian(table[8..], (uint)image.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(table[12..], Sum(image[InfoEnd..]));
    }

    /// <summary>Fills in the place of the El Torito image in the boot sector for disks.</summary>
    public static void PlaceInBootSector(Span<byte> bootSector, uint imageSector) =>
        BinaryPrimitives.WriteUInt64LittleEndian(bootSector[DiskBootSector..], (imageSector * DisksSectors) + (CdBootLength / 512));

    private static uint Sum(ReadOnlySpan<byte> bytes)
    {
        uint sum = 0;
        Span<byte> word = stackalloc byte[sizeof(uint)];
        for (; !bytes.IsEmpty; bytes = bytes[Math.Min(sizeof(uint), bytes.Length)..])
        {
            word.Clear();
            bytes[..Math.Min(sizeof(uint), bytes.Length)].CopyTo(word);
            sum += BinaryPrimitives.ReadUInt32LittleEndian(word);
        }

        return sum;
    }
}
