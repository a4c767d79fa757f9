using System.Globalization;
using Clu.Binary;

namespace Clu.Images.SquashFs.Reading;

/// <summary>A stream of metadata blocks between two positions.</summary>
internal sealed class MetadataTable(MetadataCache cache, string name, long start, long end)
{
    /// <summary>Starts reading at a block, which counts from the table's start, and an offset in it.</summary>
    internal MetadataCursor At(long block, int offset)
    {
        if (block >= end - start)
            throw SquashFsImage.Malformed(start, name, MalformedReason.InvalidValue, "a block within the table", block.ToString(CultureInfo.InvariantCulture));
        return new MetadataCursor(this, start + block, offset);
    }

    internal MetadataBlock Block(long position)
    {
        if (position >= end)
            throw SquashFsImage.Malformed(position, name, MalformedReason.Truncated, "more blocks", "the end of the table");
        return cache.Read(position);
    }

    /// <summary>Tells of a value that is wrong.</summary>
    internal MalformedDataException Malformed(long position, string field, MalformedReason reason, string expected, string actual) =>
        SquashFsImage.Malformed(position, name + " " + field, reason, expected, actual);

    /// <summary>Where a cursor stands, as a reference.</summary>
    internal ulong Reference(long position, int offset) => ((ulong)(position - start) << 16) | (ushort)offset;
}
