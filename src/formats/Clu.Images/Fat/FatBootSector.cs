using System.Text;
using Clu.Binary;

namespace Clu.Images.Fat;

/// <summary>The first sector, and what FAT32 keeps beside it.</summary>
internal static class FatBootSector
{
    private const byte Media = 0xF8;
    private const byte Drive = 0x80;
    private const byte ExtendedSignature = 0x29;
    private const uint FreeSignatureStart = 0x41615252;
    private const uint FreeSignature = 0x61417272;

    public static void Write(Span<byte> image, FatGeometry geometry, FatOptions options)
    {
        bool wide = geometry.Type == FatType.Fat32;
        bool small = !wide && geometry.TotalSectors <= ushort.MaxValue;
        SpanWriter writer = new(image[..FatLimits.SectorSize]);
        writer.Bytes([0xEB, (byte)(wide ? 0x58 : 0x3C), 0x90]);
        writer.Bytes("CLU     "u8);
        writer.U16(FatLimits.SectorSize);
        writer.U8((byte)geometry.SectorsPerCluster);
        writer.U16((ushort)geometry.ReservedSectors);
        writer.U8(FatLimits.FatCopies);
        writer.U16((ushort)geometry.RootEntries);
        writer.U16((ushort)(small ? geometry.TotalSectors : 0));
        writer.U8(Media);
        writer.U16((ushort)(wide ? 0 : geometry.FatSectors));
        writer.U16(FatLimits.SectorsPerTrack);
        writer.U16(FatLimits.Heads);
        writer.U32(0);
        writer.U32(small ? 0 : geometry.TotalSectors);
        if (wide)
        {
            writer.U32(geometry.FatSectors);
            writer.U16(0);
            writer.U16(0);
            writer.U32(FatLimits.FirstCluster);
            writer.U16(1);
            writer.U16(FatLimits.Fat32BackupSector);
            writer.Fill(12);
        }

        writer.U8(Drive);
        writer.U8(0);
        writer.U8(ExtendedSignature);
        writer.U32(options.VolumeId);
        writer.Bytes(Label(options.Label));
        writer.Bytes(geometry.Type switch
        {
            FatType.Fat12 => "FAT12   "u8,
            FatType.Fat16 => "FAT16   "u8,
            FatType.Fat32 => "FAT32   "u8,
        });
        Sign(image[..FatLimits.SectorSize]);
    }

    /// <summary>Fills FAT32's free-space sector and the copies of the first three sectors.</summary>
    public static void WriteFat32Rest(Span<byte> image, uint freeClusters, uint nextFree)
    {
        Span<byte> info = image.Slice(FatLimits.SectorSize, FatLimits.SectorSize);
        SpanWriter writer = new(info);
        writer.U32(FreeSignatureStart);
        writer.Fill(480);
        writer.U32(FreeSignature);
        writer.U32(freeClusters);
        writer.U32(nextFree);
        Sign(info);
        Sign(image.Slice(2 * FatLimits.SectorSize, FatLimits.SectorSize));
        image[..(3 * FatLimits.SectorSize)].CopyTo(image[(FatLimits.Fat32BackupSector * FatLimits.SectorSize)..]);
    }

    /// <summary>The label in 11 bytes.</summary>
    /// <exception cref="ArgumentException">It is no label.</exception>
    public static byte[] Label(string label)
    {
        bool valid = label.Length is > 0 and <= FatLimits.LabelLength && label[0] != ' '
            && label.All(c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c) || c is '_' or '-' or ' ');
        return valid
            ? Encoding.ASCII.GetBytes(label.PadRight(FatLimits.LabelLength))
            : throw new ArgumentException($"'{label}' cannot be the label of a FAT file system", nameof(label));
    }

    private static void Sign(Span<byte> sector)
    {
        sector[^2] = 0x55;
        sector[^1] = 0xAA;
    }
}
