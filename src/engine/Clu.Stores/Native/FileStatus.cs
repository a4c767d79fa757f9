using System.Buffers.Binary;
using Clu.Binary;

namespace Clu.Stores.Native;

/// <summary>What clu wants to know of a file, from <c>struct statx</c> (the same on all machines; see statx(2)).</summary>
/// <param name="Kind">Kind of file.</param>
/// <param name="Permissions">The twelve permission bits.</param>
/// <param name="Length">Length in bytes.</param>
/// <param name="Inode">Number in its file system.</param>
/// <param name="Links">Names that it has.</param>
/// <param name="ModifiedSeconds">When its content changed, in seconds since 1970.</param>
internal readonly record struct FileStatus(FileKind Kind, ushort Permissions, long Length, ulong Inode, uint Links, long ModifiedSeconds)
{
    /// <summary>Size of <c>struct statx</c> in bytes.</summary>
    public const int RecordSize = 256;

    private const ushort KindMask = 0xF000;

    /// <summary>Seconds, nanoseconds and padding of a time.</summary>
    private const int TimeSize = 8 + 4 + 4;

    /// <summary>Whether its owner may change it.</summary>
    public bool IsWritable => (Permissions & 0x80) != 0;

    public bool IsExecutable => (Permissions & 0x40) != 0;

    public static FileStatus Read(ReadOnlySpan<byte> record)
    {
        SpanReader reader = new(record, "statx");
        reader.Bytes(4, "stx_mask");
        reader.Bytes(4, "stx_blksize");
        reader.Bytes(8, "stx_attributes");
        uint links = BinaryPrimitives.ReadUInt32LittleEndian(reader.Bytes(4, "stx_nlink"));
        reader.Bytes(4, "stx_uid");
        reader.Bytes(4, "stx_gid");
        ushort mode = BinaryPrimitives.ReadUInt16LittleEndian(reader.Bytes(2, "stx_mode"));
        reader.Bytes(2, "padding");
        ulong inode = reader.U64("stx_ino");
        ulong size = reader.U64("stx_size");
        reader.Bytes(8, "stx_blocks");
        reader.Bytes(8, "stx_attributes_mask");
        reader.Bytes(TimeSize, "stx_atime");
        reader.Bytes(TimeSize, "stx_btime");
        reader.Bytes(TimeSize, "stx_ctime");
        long modified = unchecked((long)reader.U64("stx_mtime"));
        return new FileStatus((FileKind)(mode & KindMask), (ushort)(mode & ~KindMask), checked((long)size), inode, links, modified);
    }
}
