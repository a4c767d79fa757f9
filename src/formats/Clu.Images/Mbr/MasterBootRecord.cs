using Clu.Binary;

namespace Clu.Images.Mbr;

/// <summary>The first sector of a disk: code, the disk's id and four partitions (UEFI specification 2.10, 5.2.1).</summary>
public sealed record MasterBootRecord
{
    /// <summary>Bytes of the record.</summary>
    public const int Size = 512;

    /// <summary>Bytes of code before the disk's id.</summary>
    public const int CodeSize = 440;

    /// <summary>Entries.</summary>
    public const int MaxPartitions = 4;

    private const ushort Signature = 0xAA55;

    /// <summary>Code: at most <see cref="CodeSize"/> bytes.</summary>
    public ReadOnlyMemory<byte> Code { get; init; }

    /// <summary>Id of the disk.</summary>
    public uint DiskId { get; init; }

    /// <summary>Up to four partitions.</summary>
    public IReadOnlyList<MbrPartition> Partitions { get; init; } = [];

    /// <summary>Fills a sector.</summary>
    public void Write(Span<byte> sector)
    {
        SpanWriter writer = new(sector[..Size]);
        Code.Span.CopyTo(writer.Take(CodeSize));
        writer.U32(DiskId);
        writer.U16(0);
        for (int i = 0; i < MaxPartitions; i++)
        {
            if (i < Partitions.Count)
                Partitions[i].Write(ref writer);
            else
                writer.Fill(MbrPartition.Size);
        }

        writer.U16(Signature);
    }

    /// <summary>Reads a sector; null when it has no signature, which is no boot record and no error.</summary>
    /// <exception cref="MalformedDataException">It has one, and an entry that no tool writes.</exception>
    public static MasterBootRecord? Read(ReadOnlySpan<byte> sector)
    {
        if (sector.Length < Size || sector[Size - 2] != 0x55 || sector[Size - 1] != 0xAA)
            return null;
        SpanReader reader = new(sector, "MBR");
        byte[] code = reader.Bytes(CodeSize, "boot code").ToArray();
        uint id = reader.U32("disk signature");
        reader.U16("unknown");
        MbrPartition[] partitions = new MbrPartition[MaxPartitions];
        for (int i = 0; i < partitions.Length; i++)
            partitions[i] = MbrPartition.Read(ref reader);
        return new MasterBootRecord { Code = code, DiskId = id, Partitions = partitions };
    }
}
