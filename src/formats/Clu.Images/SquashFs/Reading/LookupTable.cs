using System.Buffers.Binary;
using System.Globalization;
using Clu.Binary;

namespace Clu.Images.SquashFs.Reading;

/// <summary>A table of records of one size, found through an array of block positions.</summary>
internal sealed class LookupTable(ImageSource source, MetadataCache cache, string name, ulong positions, uint count, int recordSize)
{
    private int RecordsPerBlock => SquashFsLimits.MetadataBlock / recordSize;

    /// <summary>Checks that the blocks lie one behind the other, right before their positions.</summary>
    internal void Check()
    {
        const int LargestStoredBlock = sizeof(ushort) + SquashFsLimits.MetadataBlock;
        long blocks = (count + (long)RecordsPerBlock - 1) / RecordsPerBlock;
        if (blocks * sizeof(ulong) > source.Length - (long)positions)
            throw SquashFsImage.Malformed((long)positions, name, MalformedReason.Truncated, "a position for each block", "the end of the image");
        long next = Position(0);
        for (long i = 0; i < blocks; i++)
        {
            long here = next;
            next = i + 1 < blocks ? Position(i + 1) : (long)positions;
            if (here >= next || next - here > LargestStoredBlock)
            {
                throw SquashFsImage.Malformed(
                    (long)positions, name, MalformedReason.OutOfOrder, "blocks side by side", here.ToString(CultureInfo.InvariantCulture));
            }
        }
    }

    internal void Read(uint index, Span<byte> record)
    {
        MetadataBlock block = cache.Read(Position(index / RecordsPerBlock));
        int offset = (int)(index % RecordsPerBlock) * recordSize;
        if (offset + recordSize > block.Content.Length)
            throw SquashFsImage.Malformed(-1, name, MalformedReason.Truncated, "a record for each index", "the end of the block");
        block.Content.AsSpan(offset, recordSize).CopyTo(record);
    }

    private long Position(long block)
    {
        Span<byte> bytes = stackalloc byte[sizeof(ulong)];
        source.Read((long)positions + (block * sizeof(ulong)), bytes, name);
        ulong position = BinaryPrimitives.ReadUInt64LittleEndian(bytes);
        return position < positions
            ? (long)position
            : throw SquashFsImage.Malformed((long)positions, name, MalformedReason.InvalidValue, "a block before its position", position.ToString(CultureInfo.InvariantCulture));
    }
}
