using System.Buffers.Binary;
using System.Globalization;

namespace Clu.Binary;

/// <summary>A cursor over bytes from outside: every read is checked and names the field it was for.</summary>
/// <param name="source">The bytes; not copied.</param>
/// <param name="format">The format's name for errors.</param>
/// <param name="baseOffset">Offset of <paramref name="source"/> in the whole, for errors.</param>
public ref struct SpanReader(ReadOnlySpan<byte> source, string format, long baseOffset = 0)
{
    private readonly ReadOnlySpan<byte> _source = source;
    private readonly string _format = format;
    private readonly long _baseOffset = baseOffset;

    /// <summary>Bytes read so far.</summary>
    public int Position { get; private set; }

    /// <summary>Bytes left.</summary>
    public readonly int Remaining => _source.Length - Position;

    /// <summary>Offset of the next byte in the whole.</summary>
    public readonly long Offset => _baseOffset + Position;

    /// <summary>Takes the next <paramref name="count"/> bytes.</summary>
    /// <exception cref="MalformedDataException">Fewer are left.</exception>
    public ReadOnlySpan<byte> Bytes(int count, string field)
    {
        if ((uint)count > (uint)Remaining)
            throw Malformed(field, MalformedReason.Truncated, Count(count), Count(Remaining));
        ReadOnlySpan<byte> taken = _source.Slice(Position, count);
        Position += count;
        return taken;

        static string Count(int n) => string.Create(CultureInfo.InvariantCulture, $"{n} bytes");
    }

    /// <summary>Reads one byte.</summary>
    public byte U8(string field) => Bytes(1, field)[0];

    /// <summary>Reads a little-endian 16-bit number.</summary>
    public ushort U16(string field) => BinaryPrimitives.ReadUInt16LittleEndian(Bytes(2, field));

    /// <summary>Reads a little-endian signed 16-bit number.</summary>
    public short I16(string field) => BinaryPrimitives.ReadInt16LittleEndian(Bytes(2, field));

    /// <summary>Reads a little-endian 32-bit number.</summary>
    public uint U32(string field) => BinaryPrimitives.ReadUInt32LittleEndian(Bytes(4, field));

    /// <summary>Reads a little-endian 64-bit number.</summary>
    public ulong U64(string field) => BinaryPrimitives.ReadUInt64LittleEndian(Bytes(8, field));

    /// <summary>Reads a big-endian 16-bit number.</summary>
    public ushort U16BigEndian(string field) => BinaryPrimitives.ReadUInt16BigEndian(Bytes(2, field));

    /// <summary>Reads a big-endian 32-bit number.</summary>
    public uint U32BigEndian(string field) => BinaryPrimitives.ReadUInt32BigEndian(Bytes(4, field));

    /// <summary>Makes the error for the field that was just refused.</summary>
    public readonly MalformedDataException Malformed(string field, MalformedReason reason, string expected, string actual) =>
        new(_format, Offset, field, reason, expected, actual);
}
