using System.Buffers.Binary;
using System.Globalization;
using Clu.Binary;

namespace Clu.Images.SquashFs.Reading;

/// <summary>A place in a metadata table; records may straddle blocks.</summary>
internal sealed class MetadataCursor
{
    private readonly MetadataTable _table;
    private MetadataBlock _block;
    private long _position;
    private int _offset;

    internal MetadataCursor(MetadataTable table, long position, int offset)
    {
        _table = table;
        _position = position;
        _block = table.Block(position);
        _offset = offset;
        if (offset >= _block.Content.Length)
            throw Malformed("offset", MalformedReason.InvalidValue, "an offset within its block", offset.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>Bytes read since the cursor was made.</summary>
    internal long Consumed { get; private set; }

    /// <summary>The place as a reference: block in the upper 48 bits, offset in the lower 16.</summary>
    internal ulong Reference => _offset < _block.Content.Length ? _table.Reference(_position, _offset) : _table.Reference(_block.Next, 0);

    internal void Read(Span<byte> destination)
    {
        Consumed += destination.Length;
        while (!destination.IsEmpty)
        {
            if (_offset == _block.Content.Length)
                Advance();
            int count = Math.Min(destination.Length, _block.Content.Length - _offset);
            _block.Content.AsSpan(_offset, count).CopyTo(destination);
            _offset += count;
            destination = destination[count..];
        }
    }

    /// <summary>Passes bytes over.</summary>
    internal void Skip(long count)
    {
        Consumed += count;
        while (count > 0)
        {
            if (_offset == _block.Content.Length)
                Advance();
            int step = (int)Math.Min(count, _block.Content.Length - _offset);
            _offset += step;
            count -= step;
        }
    }

    internal ushort U16()
    {
        Span<byte> bytes = stackalloc byte[sizeof(ushort)];
        Read(bytes);
        return BinaryPrimitives.ReadUInt16LittleEndian(bytes);
    }

    internal uint U32()
    {
        Span<byte> bytes = stackalloc byte[sizeof(uint)];
        Read(bytes);
        return BinaryPrimitives.ReadUInt32LittleEndian(bytes);
    }

    internal ulong U64()
    {
        Span<byte> bytes = stackalloc byte[sizeof(ulong)];
        Read(bytes);
        return BinaryPrimitives.ReadUInt64LittleEndian(bytes);
    }

    internal MalformedDataException Malformed(string field, MalformedReason reason, string expected, string actual) =>
        _table.Malformed(_position, field, reason, expected, actual);

    private void Advance()
    {
        _position = _block.Next;
        _block = _table.Block(_position);
        _offset = 0;
    }
}
