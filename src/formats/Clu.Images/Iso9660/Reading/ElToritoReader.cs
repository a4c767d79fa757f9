using Clu.Binary;
using Clu.Images.Iso9660.Structures;

namespace Clu.Images.Iso9660.Reading;

/// <summary>Reads the boot catalog.</summary>
internal static class ElToritoReader
{
    /// <summary>Entries of the catalog in its first sector; no tool needs a second one.</summary>
    public static IReadOnlyList<ElToritoEntry> Read(ImageSource source, uint catalogSector)
    {
        byte[] catalog = new byte[Iso9660Limits.SectorSize];
        long offset = (long)catalogSector * Iso9660Limits.SectorSize;
        source.Read(offset, catalog, "boot catalog");
        SpanReader reader = new(catalog, Iso9660Reader.Format, offset);
        ReadOnlySpan<byte> validation = reader.Bytes(ElTorito.EntrySize, "validation entry");
        if (validation[0] != ElTorito.ValidationHeader || validation[30] != 0x55 || validation[31] != 0xAA)
            throw reader.Malformed("validation entry", MalformedReason.InvalidValue, "01 … 55 AA", Convert.ToHexString(validation));
        if (ElTorito.Sum(validation) != 0)
            throw reader.Malformed("validation entry", MalformedReason.ChecksumMismatch, "a sum of 0", $"{ElTorito.Sum(validation):X4}");
        List<ElToritoEntry> entries = [Entry(ref reader, source, validation[1])];
        while (reader.Remaining >= ElTorito.EntrySize)
        {
            ReadOnlySpan<byte> header = reader.Bytes(ElTorito.EntrySize, "section header");
            if (header[0] is not (ElTorito.SectionHeader or ElTorito.LastSectionHeader))
                return entries;
            int count = header[2] | (header[3] << 8);
            for (; count > 0 && reader.Remaining >= ElTorito.EntrySize; count--)
                entries.Add(Entry(ref reader, source, header[1]));
            if (count > 0)
                throw reader.Malformed("section header", MalformedReason.Truncated, $"{count} more entries", "the end of the sector");
            if (header[0] == ElTorito.LastSectionHeader)
                return entries;
        }

        return entries;
    }

    private static ElToritoEntry Entry(ref SpanReader reader, ImageSource source, byte platform)
    {
        byte indicator = reader.U8("boot indicator");
        byte media = reader.U8("boot media type");
        reader.U16("load segment");
        reader.U16("system type");
        ushort count = reader.U16("sector count");
        uint sector = reader.U32("load RBA");
        reader.Bytes(20, "selection criteria");
        if (indicator is not (0 or ElTorito.Bootable))
            throw reader.Malformed("boot indicator", MalformedReason.InvalidValue, "0x88 or 0x00", $"0x{indicator:X2}");
        source.Check((long)sector * Iso9660Limits.SectorSize, count * 512L, "boot image");
        return new ElToritoEntry(platform, indicator == ElTorito.Bootable, (byte)(media & 0x0F), count, sector);
    }
}
