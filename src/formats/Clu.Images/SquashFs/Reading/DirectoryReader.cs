using System.Globalization;
using Clu.Binary;
using Clu.Images.SquashFs.Tables;

namespace Clu.Images.SquashFs.Reading;

/// <summary>Reads listings: headers of up to 256 entries, names in ascending byte order.</summary>
internal sealed class DirectoryReader(SquashFsImage image)
{
    private const int HeaderSize = sizeof(uint) * 3;
    private const int EntrySize = sizeof(ushort) * 4;

    internal IEnumerable<SquashFsEntry> Read(SquashFsDirectory directory)
    {
        if (directory.ListingLength == 0)
            yield break;
        MetadataCursor cursor = image.DirectoryTable.At(directory.Block, directory.Offset);
        FileName last = default;
        while (cursor.Consumed < directory.ListingLength)
        {
            Room(cursor, directory, HeaderSize);
            uint count = cursor.U32();
            if (count >= SquashFsLimits.EntriesPerHeader)
                throw Invalid(cursor, "entry count", "at most 256", (long)count + 1);
            uint block = cursor.U32();
            uint baseNumber = cursor.U32();
            for (uint i = 0; i <= count; i++)
            {
                Room(cursor, directory, EntrySize);
                ushort offset = cursor.U16();
                long number = baseNumber + (long)(short)cursor.U16();
                InodeType type = (InodeType)cursor.U16();
                int nameLength = cursor.U16() + 1;
                Room(cursor, directory, nameLength);
                FileName name = Name(cursor, nameLength);
                if (name <= last)
                    throw cursor.Malformed("name", MalformedReason.OutOfOrder, "names in ascending byte order", name.ToString());
                last = name;
                SquashFsNode node = image.Inodes.Read(((ulong)block << 16) | offset);
                if (node.InodeNumber != number)
                    throw Invalid(cursor, "inode number", node.InodeNumber.ToString(CultureInfo.InvariantCulture), number);
                if (Basic(node.Header.Type) != type)
                    throw Invalid(cursor, "entry type", Basic(node.Header.Type).ToString(), (long)type);
                yield return new SquashFsEntry(name, node);
            }
        }
    }

    private static InodeType Basic(InodeType type) => type >= InodeType.ExtendedDirectory ? type - (InodeType.ExtendedDirectory - InodeType.Directory) : type;

    private static FileName Name(MetadataCursor cursor, int length)
    {
        if (length > SquashFsLimits.MaxNameLength)
            throw Invalid(cursor, "name length", "at most 255", length);
        Span<byte> bytes = stackalloc byte[length];
        cursor.Read(bytes);
        return FileName.TryCreate(bytes, out FileName name)
            ? name
            : throw Invalid(cursor, "name", "a name without NUL and slash, not . or ..", length);
    }

    private static void Room(MetadataCursor cursor, SquashFsDirectory directory, int size)
    {
        if (cursor.Consumed + size > directory.ListingLength)
            throw Invalid(cursor, "listing length", "whole entries", directory.ListingLength);
    }

    private static MalformedDataException Invalid(MetadataCursor cursor, string field, string expected, long actual) =>
        cursor.Malformed(field, MalformedReason.InvalidValue, expected, actual.ToString(CultureInfo.InvariantCulture));
}
