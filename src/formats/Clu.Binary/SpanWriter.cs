using System.Buffers.Binary;

namespace Clu.Binary;

/// <summary>A cursor that fills a record of known size, field by field in wire order.</summary>
/// <param name="destination">The bytes to fill; those never written keep their value.</param>
public ref struct SpanWriter(Span<byte> destination)
{
    private readonly Span<byte> _destination = destination;

    /// <summary>Bytes written so far.</summary>
    public int Position { get; private set; }

    /// <summary>Takes the next <paramref name="count"/> bytes to be filled by the caller.</summary>
    public Span<byte> Take(int count)
    {
        Span<byte> taken = _destination.Slice(Position, count);
        Position += count;
        return taken;
    }

    /// <summary>Writes bytes as they are.</summary>
    public void Bytes(scoped ReadOnlySpan<byte> value) => value.CopyTo(Take(value.Length));

    /// <summary>Writes <paramref name="count"/> bytes of one value.</summary>
    public void Fill(int count, byte value = 0) => Take(count).Fill(value);

    /// <summary>Writes one byte.</summary>
    public void U8(byte value) => Take(1)[0] = value;

    /// <summary>Writes a little-endian 16-bit number.</summary>
    public void U16(ushort value) => BinaryPrimitives.WriteUInt16LittleEndian(Take(2), value);

    /// <summary>Writes a little-endian signed 16-bit number.</summary>
    public void I16(short value) => BinaryPrimitives.WriteInt16LittleEndian(Take(2), value);

    /// <summary>Writes a little-endian 32-bit number.</summary>
    public void U32(uint value) => BinaryPrimitives.WriteUInt32LittleEndian(Take(4), value);

    /// <summary>Writes a little-endian 64-bit number.</summary>
    public void U64(ulong value) => BinaryPrimitives.WriteUInt64LittleEndian(Take(8), value);

    /// <summary>Writes a big-endian 16-bit number.</summary>
    public void U16BigEndian(ushort value) => BinaryPrimitives.WriteUInt16BigEndian(Take(2), value);

    /// <summary>Writes a big-endian 32-bit number.</summary>
    public void U32BigEndian(uint value) => BinaryPrimitives.WriteUInt32BigEndian(Take(4), value);
}
