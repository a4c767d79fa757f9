using System.Globalization;
using System.IO.Hashing;
using System.Runtime.InteropServices;
using Clu.Binary;

namespace Clu.Images.Gpt;

/// <summary>Reads the primary table of a disk. Partitions may overlap, as in isohybrid images; they must lie on the disk.</summary>
public static class GptReader
{
    private const string Format = "GPT";

    /// <summary>Reads the table; null when the disk has none.</summary>
    /// <param name="disk">The disk from its first byte; must seek.</param>
    /// <exception cref="MalformedDataException">There is one and it is damaged, or the disk is cut off before its backup.</exception>
    public static GptTable? Read(Stream disk)
    {
        byte[] sector = new byte[GptLimits.SectorSize];
        if (disk.Length < (1 + GptLimits.TableSectors) * GptLimits.SectorSize)
            return null;
        Fill(disk, GptLimits.SectorSize, sector, "header");
        return sector.AsSpan().StartsWith("EFI PART"u8) ? Table(disk, sector) : null;
    }

    private static GptTable Table(Stream disk, byte[] sector)
    {
        ulong diskSectors = (ulong)(disk.Length / GptLimits.SectorSize);
        SpanReader reader = new(sector, Format, GptLimits.SectorSize);
        reader.Bytes(8, "signature");
        Expect(reader.U32("revision") == GptLimits.Revision, ref reader, "revision", "1.0");
        uint size = reader.U32("header size");
        Expect(size is >= GptLimits.HeaderSize and <= GptLimits.SectorSize, ref reader, "header size", "92 to 512");
        uint checksum = reader.U32("header CRC32");
        sector.AsSpan(reader.Position - sizeof(uint), sizeof(uint)).Clear();
        Match(checksum, Crc32.HashToUInt32(sector.AsSpan(0, (int)size)), ref reader, "header CRC32");
        reader.U32("reserved");
        Expect(reader.U64("my LBA") == 1, ref reader, "my LBA", "1");
        ulong alternate = reader.U64("alternate LBA");
        if (alternate >= diskSectors)
            throw reader.Malformed("alternate LBA", MalformedReason.Truncated, $"a disk of more than {Text(alternate)} sectors", Text(diskSectors));
        reader.U64("first usable LBA");
        reader.U64("last usable LBA");
        Guid id = new(reader.Bytes(16, "disk GUID"));
        ulong entriesAt = reader.U64("partition entry LBA");
        uint count = reader.U32("number of partition entries");
        Expect(count <= GptLimits.MaxEntries, ref reader, "number of partition entries", $"at most {GptLimits.MaxEntries}");
        uint entrySize = reader.U32("size of partition entry");
        Expect(entrySize is 128 or 256 or 512, ref reader, "size of partition entry", "128, 256 or 512");
        uint entriesChecksum = reader.U32("partition entry array CRC32");
        Expect(entriesAt >= 2 && entriesAt < diskSectors, ref reader, "partition entry LBA", "a sector of the disk");
        byte[] entries = new byte[count * entrySize];
        Fill(disk, (long)entriesAt * GptLimits.SectorSize, entries, "partition entries");
        Match(entriesChecksum, Crc32.HashToUInt32(entries), ref reader, "partition entry array CRC32");
        List<GptPartition> partitions = [];
        for (int at = 0; at < entries.Length; at += (int)entrySize)
        {
            if (Partition(entries.AsSpan(at, GptLimits.EntrySize), ((long)entriesAt * GptLimits.SectorSize) + at, diskSectors) is { } partition)
                partitions.Add(partition);
        }

        return new GptTable { DiskId = id, SectorCount = alternate + 1, Partitions = partitions };
    }

    private static GptPartition? Partition(ReadOnlySpan<byte> entry, long offset, ulong diskSectors)
    {
        SpanReader reader = new(entry, Format, offset);
        Guid type = new(reader.Bytes(16, "partition type GUID"));
        Guid id = new(reader.Bytes(16, "unique partition GUID"));
        ulong first = reader.U64("starting LBA");
        ulong last = reader.U64("ending LBA");
        ulong attributes = reader.U64("attributes");
        if (type == Guid.Empty)
            return null;
        Expect(first <= last, ref reader, "ending LBA", "not below the starting LBA");
        if (last >= diskSectors)
            throw reader.Malformed("ending LBA", MalformedReason.Truncated, $"a disk of more than {Text(last)} sectors", Text(diskSectors));
        ReadOnlySpan<char> name = MemoryMarshal.Cast<byte, char>(reader.Bytes(GptLimits.MaxName * sizeof(char), "partition name"));
        int end = name.IndexOf('\0');
        return new GptPartition(type, id, first, last, new string(end < 0 ? name : name[..end]), attributes);
    }

    private static void Fill(Stream disk, long position, byte[] destination, string field)
    {
        disk.Position = position;
        if (disk.ReadAtLeast(destination, destination.Length, throwOnEndOfStream: false) < destination.Length)
            throw new MalformedDataException(Format, position, field, MalformedReason.Truncated, $"{destination.Length} bytes", "the end of the disk");
    }

    private static void Expect(bool valid, ref SpanReader reader, string field, string expected)
    {
        if (!valid)
            throw reader.Malformed(field, MalformedReason.InvalidValue, expected, "another value");
    }

    private static void Match(uint stored, uint computed, ref SpanReader reader, string field)
    {
        if (stored != computed)
            throw reader.Malformed(field, MalformedReason.ChecksumMismatch, $"{computed:X8}", $"{stored:X8}");
    }

    private static string Text(ulong value) => value.ToString(CultureInfo.InvariantCulture);
}
