using System.Buffers.Binary;
using Clu.Binary;
using Clu.Images.SquashFs.Tables;

namespace Clu.Images.SquashFs.Reading;

/// <summary>Tables that are tolerated but not used: extended attributes and the export table. Their place is checked.</summary>
internal static class OptionalTables
{
    private const int XattrHeader = sizeof(ulong) + sizeof(uint) + sizeof(uint);
    private const int XattrEntry = 16;

    internal static void Check(ImageSource source, Superblock block)
    {
        if (block.XattrTable == Superblock.Absent)
            return;
        Span<byte> header = stackalloc byte[XattrHeader];
        source.Read((long)block.XattrTable, header, "xattr id table");
        ulong values = BinaryPrimitives.ReadUInt64LittleEndian(header);
        uint count = BinaryPrimitives.ReadUInt32LittleEndian(header[sizeof(ulong)..]);
        long blocks = (((long)count * XattrEntry) + SquashFsLimits.MetadataBlock - 1) / SquashFsLimits.MetadataBlock;
        bool valid = values > block.IdTable
            && values < block.XattrTable
            && block.XattrTable + XattrHeader + (ulong)(blocks * sizeof(ulong)) == block.BytesUsed;
        if (!valid)
            throw SquashFsImage.Malformed((long)block.XattrTable, "xattr id table", MalformedReason.Inconsistent, "values before it and the image's end behind it", "other positions");
    }
}
