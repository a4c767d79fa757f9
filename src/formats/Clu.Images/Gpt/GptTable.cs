using System.Globalization;
using System.IO.Hashing;
using Clu.Binary;

namespace Clu.Images.Gpt;

/// <summary>A partition table for a disk of 512-byte sectors: the primary one begins at sector 1, the backup ends the disk.</summary>
public sealed record GptTable
{
    /// <summary>Id of the disk.</summary>
    public required Guid DiskId { get; init; }

    /// <summary>Sectors of the disk.</summary>
    public required ulong SectorCount { get; init; }

    /// <summary>Partitions; they do not overlap and lie from <see cref="FirstUsable"/> to <see cref="LastUsable"/>.</summary>
    public required IReadOnlyList<GptPartition> Partitions { get; init; }

    /// <summary>First sector that a partition may have.</summary>
    public static ulong FirstUsable => 1 + GptLimits.TableSectors;

    /// <summary>Last sector that a partition may have.</summary>
    public ulong LastUsable => SectorCount - GptLimits.TableSectors - 1;

    /// <summary>The sectors from 1 on: header, then entries.</summary>
    /// <exception cref="ArgumentException">A partition is outside of the disk or overlaps another.</exception>
    public byte[] Primary()
    {
        byte[] table = new byte[GptLimits.TableSectors * GptLimits.SectorSize];
        Span<byte> entries = table.AsSpan(GptLimits.SectorSize);
        WriteEntries(entries);
        WriteHeader(table, own: 1, other: SectorCount - 1, entriesAt: 2, Crc32.HashToUInt32(entries));
        return table;
    }

    /// <summary>The last sectors of the disk: entries, then header.</summary>
    /// <exception cref="ArgumentException">A partition is outside of the disk or overlaps another.</exception>
    public byte[] Backup()
    {
        byte[] table = new byte[GptLimits.TableSectors * GptLimits.SectorSize];
        Span<byte> entries = table.AsSpan(..^GptLimits.SectorSize);
        WriteEntries(entries);
        WriteHeader(
            table.AsSpan(^GptLimits.SectorSize..), own: SectorCount - 1, other: 1, entriesAt: SectorCount - GptLimits.TableSectors,
            Crc32.HashToUInt32(entries));
        return table;
    }

    private void WriteHeader(Span<byte> sector, ulong own, ulong other, ulong entriesAt, uint entriesChecksum)
    {
        Span<byte> header = sector[..GptLimits.HeaderSize];
        SpanWriter writer = new(header);
        writer.Bytes("EFI PART"u8);
        writer.U32(GptLimits.Revision);
        writer.U32(GptLimits.HeaderSize);
        Span<byte> checksum = writer.Take(sizeof(uint));
        writer.U32(0);
        writer.U64(own);
        writer.U64(other);
        writer.U64(FirstUsable);
        writer.U64(LastUsable);
        DiskId.TryWriteBytes(writer.Take(16));
        writer.U64(entriesAt);
        writer.U32(GptLimits.EntryCount);
        writer.U32(GptLimits.EntrySize);
        writer.U32(entriesChecksum);
        Crc32.Hash(header, checksum);
    }

    private void WriteEntries(Span<byte> entries)
    {
        Check();
        SpanWriter writer = new(entries);
        foreach (GptPartition partition in Partitions)
        {
            partition.Type.TryWriteBytes(writer.Take(16));
            partition.Id.TryWriteBytes(writer.Take(16));
            writer.U64(partition.FirstSector);
            writer.U64(partition.LastSector);
            writer.U64(partition.Attributes);
            SpanWriter name = new(writer.Take(GptLimits.MaxName * sizeof(char)));
            foreach (char unit in partition.Name)
                name.U16(unit);
        }
    }

    private void Check()
    {
        if (Partitions.Count > GptLimits.EntryCount)
            throw new ArgumentException("a partition table has 128 entries");
        ulong next = FirstUsable;
        foreach (GptPartition partition in Partitions.OrderBy(p => p.FirstSector))
        {
            if (partition.FirstSector < next || partition.LastSector < partition.FirstSector || partition.LastSector > LastUsable)
            {
                throw new ArgumentException(
                    string.Create(CultureInfo.InvariantCulture, $"no place for '{partition.Name}' at sectors {partition.FirstSector} to {partition.LastSector}"));
            }

            if (partition.Name.Length > GptLimits.MaxName)
                throw new ArgumentException($"the name '{partition.Name}' is longer than 36");
            next = partition.LastSector + 1;
        }
    }
}
