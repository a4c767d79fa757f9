using System.Buffers.Binary;
using Clu.Binary;
using Clu.Compression;
using Clu.Images.SquashFs.Tables;

namespace Clu.Images.SquashFs.Writing;

/// <summary>Writes everything behind the data: inodes, directories, fragments, ids, padding; returns the superblock.</summary>
internal sealed class TableWriter(Stream output, SquashFsOptions options)
{
    internal Superblock Write(long position, IReadOnlyCollection<KeyValuePair<FileName, PlacedSegment>> entries, IReadOnlyCollection<FragmentEntry> fragments)
    {
        using BlockCompressor compressor = new(options.Segments);
        MetadataWriter inodes = new(compressor, "inode table");
        MetadataWriter listings = new(compressor, "directory table");
        InodeWriter writer = new(inodes, listings, options.FileTime);
        ulong root = writer.WriteRoot(options.RootMode, entries);
        inodes.Complete();
        listings.Complete();
        long inodeTable = position;
        position += inodes.CopyTo(output);
        long directoryTable = position;
        position += listings.CopyTo(output);
        long fragmentTable = WriteLookup(compressor, FragmentRecords(fragments), "fragment table", ref position);
        long idTable = WriteLookup(compressor, new byte[sizeof(uint)], "id table", ref position);
        return new Superblock
        {
            InodeCount = writer.Count,
            ImageTime = options.ImageTime,
            BlockSize = options.BlockSize,
            FragmentCount = (uint)fragments.Count,
            CompressorNumber = Compressor.Number(options.Codec),
            Flags = Flags(options.Codec),
            IdCount = 1,
            RootReference = root,
            BytesUsed = (ulong)position,
            IdTable = (ulong)idTable,
            XattrTable = Superblock.Absent,
            InodeTable = (ulong)inodeTable,
            DirectoryTable = (ulong)directoryTable,
            FragmentTable = fragments.Count == 0 ? Superblock.Absent : (ulong)fragmentTable,
            ExportTable = Superblock.Absent,
        };
    }

    /// <summary>zstd images say their level, as mksquashfs's do; the kernel reads the block and heeds nothing in it.</summary>
    internal static byte[] CompressorOptions(SegmentSettings settings)
    {
        if (settings.Codec != CodecKind.Zstd)
            return [];
        const int RawBit = 0x8000;
        byte[] block = new byte[sizeof(ushort) + sizeof(uint)];
        BinaryPrimitives.WriteUInt16LittleEndian(block, RawBit | sizeof(uint));
        BinaryPrimitives.WriteUInt32LittleEndian(block.AsSpan(sizeof(ushort)), (uint)settings.Level);
        return block;
    }

    private static SquashFsFlags Flags(CodecKind codec) => SquashFsFlags.Duplicates | SquashFsFlags.NoXattrs | codec switch
    {
        CodecKind.None => SquashFsFlags.RawInodes | SquashFsFlags.RawData | SquashFsFlags.RawFragments | SquashFsFlags.RawIds,
        CodecKind.Zstd => SquashFsFlags.CompressorOptions,
        CodecKind.Gzip => SquashFsFlags.None,
        CodecKind.Xz => SquashFsFlags.None,
    };

    private static byte[] FragmentRecords(IReadOnlyCollection<FragmentEntry> fragments)
    {
        byte[] records = new byte[fragments.Count * FragmentEntry.Size];
        int at = 0;
        foreach (FragmentEntry fragment in fragments)
            fragment.Write(records.AsSpan(FragmentEntry.Size * at++, FragmentEntry.Size));
        return records;
    }

    /// <summary>Writes a lookup table: its blocks, then their positions.</summary>
    /// <returns>Where the positions start, which is what the superblock names.</returns>
    private long WriteLookup(BlockCompressor compressor, byte[] records, string name, ref long position)
    {
        MetadataWriter table = new(compressor, name);
        table.Write(records);
        table.Complete();
        long first = position;
        position += table.CopyTo(output);
        long index = position;
        Span<byte> pointer = stackalloc byte[sizeof(ulong)];
        foreach (long start in table.Starts)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(pointer, (ulong)(first + start));
            output.Write(pointer);
            position += pointer.Length;
        }

        return index;
    }
}
