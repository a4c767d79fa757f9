using System.Buffers.Binary;
using Clu.Binary;

namespace Clu.Images.Iso9660.Structures;

/// <summary>The boot record descriptor and the boot catalog of El Torito 1.0.</summary>
internal static class ElTorito
{
    public const int EntrySize = 32;
    public const byte Bootable = 0x88;
    public const byte BiosPlatform = 0x00;
    public const byte EfiPlatform = 0xEF;

    /// <summary>The first entry: header 1 and key 55 AA.</summary>
    public const byte ValidationHeader = 0x01;

    public const byte SectionHeader = 0x90;
    public const byte LastSectionHeader = 0x91;
    public const byte Extension = 0x44;

    /// <summary>A BIOS loads this many sectors of 512 bytes; GRUB's first stage loads the rest itself.</summary>
    private const ushort BiosLoadSectors = 4;

    public static ReadOnlySpan<byte> SystemIdentifier => "EL TORITO SPECIFICATION"u8;

    public static void WriteBootRecord(Span<byte> sector, uint catalogSector)
    {
        SpanWriter writer = new(sector);
        VolumeDescriptor.Start(ref writer, VolumeDescriptor.BootType);
        SystemIdentifier.CopyTo(writer.Take(32));
        writer.Fill(32);
        writer.U32(catalogSector);
    }

    /// <summary>Fills the catalog's sector.</summary>
    /// <param name="sector">The sector.</param>
    /// <param name="bios">First sector of the image for BIOS.</param>
    /// <param name="efi">First sector and length in bytes of the FAT file system for UEFI.</param>
    public static void WriteCatalog(Span<byte> sector, uint? bios, (uint Sector, long Length)? efi)
    {
        SpanWriter writer = new(sector);
        Validation(ref writer, bios is null ? EfiPlatform : BiosPlatform);
        if (bios is { } image)
            Entry(ref writer, BiosLoadSectors, image);
        if (efi is not { } partition)
            return;
        if (bios is not null)
        {
            writer.U8(LastSectionHeader);
            writer.U8(EfiPlatform);
            writer.U16(1);
            writer.Fill(28);
        }

        long sectors = Alignment.Units(partition.Length, 512);
        // 0 means "to the end of the medium" to UEFI: larger counts cannot be stored.
        Entry(ref writer, (ushort)(sectors > ushort.MaxValue ? 0 : sectors), partition.Sector);
    }

    private static void Validation(ref SpanWriter writer, byte platform)
    {
        Span<byte> entry = writer.Take(EntrySize);
        entry[0] = ValidationHeader;
        entry[1] = platform;
        entry[30] = 0x55;
        entry[31] = 0xAA;
        BinaryPrimitives.WriteUInt16LittleEndian(entry[28..], (ushort)-Sum(entry));
    }

    /// <summary>Sum of an entry's 16-bit words; 0 in a valid validation entry.</summary>
    public static ushort Sum(ReadOnlySpan<byte> entry)
    {
        ushort sum = 0;
        for (int i = 0; i < EntrySize; i += sizeof(ushort))
            sum += BinaryPrimitives.ReadUInt16LittleEndian(entry[i..]);
        return sum;
    }

    private static void Entry(ref SpanWriter writer, ushort sectors, uint first)
    {
        writer.U8(Bootable);
        writer.U8(0);
        writer.U16(0);
        writer.U8(0);
        writer.U8(0);
        writer.U16(sectors);
        writer.U32(first);
        writer.Fill(20);
    }
}
