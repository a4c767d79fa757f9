using System.Globalization;
using Clu.Binary;
using Clu.Images.SquashFs.Tables;

namespace Clu.Images.SquashFs.Reading;

/// <summary>How the positions in the superblock must lie, as the kernel checks when it mounts.</summary>
internal static class SuperblockRules
{
    internal static void Check(Superblock block, long length)
    {
        Expect(block.BytesUsed <= (ulong)length, 40, "bytes used", "no more than the image has", block.BytesUsed, MalformedReason.Truncated);
        Expect(block.InodeTable >= Superblock.Size, 64, "inode table", "a position behind the superblock", block.InodeTable);
        Expect(block.DirectoryTable > block.InodeTable, 72, "directory table", "a position behind the inode table", block.DirectoryTable);
        ulong idBytes = sizeof(ulong) * (((ulong)block.IdCount * sizeof(uint) + SquashFsLimits.MetadataBlock - 1) / SquashFsLimits.MetadataBlock);
        Expect(block.IdTable > block.DirectoryTable && block.IdTable < block.BytesUsed, 48, "id table", "a position behind the directory table", block.IdTable);
        ulong end = block.XattrTable == Superblock.Absent ? block.BytesUsed : block.XattrTable;
        Expect(end <= block.BytesUsed, 56, "xattr id table", "a position within the image", end);
        if (block.XattrTable == Superblock.Absent)
            Expect(block.IdTable + idBytes == end, 40, "bytes used", "the end of the id table", block.BytesUsed, MalformedReason.Inconsistent);
        else
            Expect(block.IdTable + idBytes <= end, 56, "xattr id table", "a position behind the id table", end);
        if (block.FragmentCount > 0)
        {
            Expect(
                block.FragmentTable > block.DirectoryTable && block.FragmentTable < block.IdTable,
                80,
                "fragment table",
                "a position between directory table and id table",
                block.FragmentTable);
        }

        if (block.ExportTable != Superblock.Absent)
        {
            Expect(
                block.ExportTable > block.DirectoryTable && block.ExportTable < block.IdTable,
                88,
                "export table",
                "a position between directory table and id table",
                block.ExportTable);
        }
    }

    /// <summary>The directory table ends before the next table's positions start.</summary>
    internal static long EndOfDirectories(Superblock block) =>
        (long)(block.FragmentCount > 0 ? block.FragmentTable : block.ExportTable != Superblock.Absent ? block.ExportTable : block.IdTable);

    private static void Expect(
        bool valid, long offset, string field, string expected, ulong actual, MalformedReason reason = MalformedReason.InvalidValue)
    {
        if (!valid)
            throw SquashFsImage.Malformed(offset, field, reason, expected, actual.ToString(CultureInfo.InvariantCulture));
    }
}
