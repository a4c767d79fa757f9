using System.Globalization;
using Clu.Binary;

namespace Clu.Images.SquashFs.Tables;

/// <summary>The first 96 bytes, in wire order; positions count from the start of the image.</summary>
internal readonly record struct Superblock
{
    internal const int Size = 96;
    internal const uint Magic = 0x73717368;
    internal const ushort Major = 4;
    internal const ulong Absent = ulong.MaxValue;

    internal uint InodeCount { get; init; }
    internal uint ImageTime { get; init; }
    internal BlockSize BlockSize { get; init; }
    internal uint FragmentCount { get; init; }
    internal ushort CompressorNumber { get; init; }
    internal SquashFsFlags Flags { get; init; }
    internal ushort IdCount { get; init; }
    internal ulong RootReference { get; init; }
    internal ulong BytesUsed { get; init; }
    internal ulong IdTable { get; init; }
    internal ulong XattrTable { get; init; }
    internal ulong InodeTable { get; init; }
    internal ulong DirectoryTable { get; init; }
    internal ulong FragmentTable { get; init; }
    internal ulong ExportTable { get; init; }

    internal void Write(Span<byte> record)
    {
        SpanWriter writer = new(record);
        writer.U32(Magic);
        writer.U32(InodeCount);
        writer.U32(ImageTime);
        writer.U32((uint)BlockSize.Bytes);
        writer.U32(FragmentCount);
        writer.U16(CompressorNumber);
        writer.U16(BlockSize.Log);
        writer.U16((ushort)Flags);
        writer.U16(IdCount);
        writer.U16(Major);
        writer.U16(0);
        writer.U64(RootReference);
        writer.U64(BytesUsed);
        writer.U64(IdTable);
        writer.U64(XattrTable);
        writer.U64(InodeTable);
        writer.U64(DirectoryTable);
        writer.U64(FragmentTable);
        writer.U64(ExportTable);
    }

    internal static Superblock Read(ReadOnlySpan<byte> record)
    {
        SpanReader reader = new(record, "SquashFS");
        uint magic = reader.U32("magic");
        Expect(magic == Magic, 0, "magic", "0x73717368", magic);
        uint inodes = reader.U32("inode count");
        uint time = reader.U32("mkfs time");
        uint blockSize = reader.U32("block size");
        Expect(BlockSize.IsValid(blockSize), 12, "block size", "a power of two from 4096 to 1048576", blockSize);
        uint fragments = reader.U32("fragment count");
        ushort compressor = reader.U16("compressor");
        ushort log = reader.U16("block log");
        Expect(1L << log == blockSize && log < 32, 22, "block log", "the logarithm of the block size", log);
        ushort flags = reader.U16("flags");
        ushort ids = reader.U16("id count");
        Expect(ids > 0, 26, "id count", "at least 1", ids);
        ushort major = reader.U16("major version");
        ushort minor = reader.U16("minor version");
        Expect(major == Major && minor == 0, 28, "version", "4.0", major);
        return new Superblock
        {
            InodeCount = inodes,
            ImageTime = time,
            BlockSize = new BlockSize((int)blockSize),
            FragmentCount = fragments,
            CompressorNumber = compressor,
            Flags = (SquashFsFlags)flags,
            IdCount = ids,
            RootReference = reader.U64("root inode"),
            BytesUsed = reader.U64("bytes used"),
            IdTable = reader.U64("id table"),
            XattrTable = reader.U64("xattr id table"),
            InodeTable = reader.U64("inode table"),
            DirectoryTable = reader.U64("directory table"),
            FragmentTable = reader.U64("fragment table"),
            ExportTable = reader.U64("export table"),
        };
    }

    private static void Expect(bool valid, long offset, string field, string expected, uint actual)
    {
        if (!valid)
        {
            throw new MalformedDataException(
                "SquashFS", offset, field, MalformedReason.InvalidValue, expected, actual.ToString(CultureInfo.InvariantCulture));
        }
    }
}
