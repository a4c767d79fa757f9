using Clu.Binary;

namespace Clu.Images.Iso9660.Structures;

/// <summary>What a directory says of one section of a file or of another directory (ECMA-119 9.1), in wire order.</summary>
internal readonly record struct DirectoryRecord
{
    public const int FixedSize = 33;

    /// <summary>Bytes of the root's record in a descriptor: an identifier of one byte, no system use field.</summary>
    public const int RootSize = FixedSize + 1;

    /// <summary>Identifier of a directory's record of itself.</summary>
    public static readonly byte[] Self = [0];

    /// <summary>Identifier of a directory's record of its parent.</summary>
    public static readonly byte[] Parent = [1];

    public uint Sector { get; init; }
    public uint Length { get; init; }
    public ReadOnlyMemory<byte> Time { get; init; }
    public RecordFlags Flags { get; init; }
    public ReadOnlyMemory<byte> Identifier { get; init; }
    public ReadOnlyMemory<byte> SystemUse { get; init; }

    public int Size => Alignment.Up(SystemUseStart(Identifier.Length) + SystemUse.Length, 2);

    /// <summary>Where the system use field starts: even, behind the identifier.</summary>
    public static int SystemUseStart(int identifierLength) => Alignment.Up(FixedSize + identifierLength, 2);

    public void Write(Span<byte> destination)
    {
        SpanWriter writer = new(destination);
        writer.U8((byte)Size);
        writer.U8(0);
        writer.Both32(Sector);
        writer.Both32(Length);
        writer.Bytes(Time.Span);
        writer.U8((byte)Flags);
        writer.U8(0);
        writer.U8(0);
        writer.Both16(1);
        writer.U8((byte)Identifier.Length);
        writer.Bytes(Identifier.Span);
        if (SystemUse.Length == 0)
            return;
        writer.Fill(SystemUseStart(Identifier.Length) - writer.Position);
        writer.Bytes(SystemUse.Span);
    }

    /// <summary>Reads a record from its own bytes, exactly as many as its first byte says.</summary>
    /// <exception cref="MalformedDataException">A length or a number is impossible.</exception>
    public static DirectoryRecord Read(ReadOnlyMemory<byte> record, long offset)
    {
        SpanReader reader = new(record.Span, "ISO 9660", offset);
        reader.U8("directory record length");
        reader.U8("extended attribute record length");
        uint sector = reader.Both32("location of extent");
        uint length = reader.Both32("data length");
        ReadOnlyMemory<byte> time = record.Slice(reader.Position, RecordTime.Size);
        reader.Bytes(RecordTime.Size, "recording date and time");
        RecordFlags flags = (RecordFlags)reader.U8("file flags");
        byte unit = reader.U8("file unit size");
        byte gap = reader.U8("interleave gap size");
        if (unit != 0 || gap != 0)
            throw reader.Malformed("file unit size", MalformedReason.Unsupported, "0 (not interleaved)", $"{unit}, gap {gap}");
        reader.Both16("volume sequence number");
        byte identifierLength = reader.U8("length of file identifier");
        if (identifierLength == 0)
            throw reader.Malformed("length of file identifier", MalformedReason.InvalidValue, "at least 1", "0");
        ReadOnlyMemory<byte> identifier = record.Slice(reader.Position, Math.Min(identifierLength, reader.Remaining));
        reader.Bytes(identifierLength, "file identifier");
        int systemUse = Math.Min(SystemUseStart(identifierLength), record.Length);
        return new DirectoryRecord
        {
            Sector = sector,
            Length = length,
            Time = time,
            Flags = flags,
            Identifier = identifier,
            SystemUse = record[systemUse..],
        };
    }
}
