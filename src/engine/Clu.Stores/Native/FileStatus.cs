using System.Buffers.Binary;
using Clu.Binary;

namespace Clu.Stores.Native;

/// <summary>What clu wants to know of a file, from <c>struct statx</c> (the same on all machines; see statx(2)).</summary>
/// <param name="Kind">Kind of file.</param>
/// <param name="Permissions">The twelve permission bits.</param>
/// <param name="Length">Length in bytes.</param>
internal readonly record struct FileStatus(FileKind Kind, ushort Permissions, long Length)
{
    /// <summary>Size of <c>struct statx</c> in bytes.</summary>
    public const int RecordSize = 256;

    private const ushort KindMask = 0xF000;

    public bool IsExecutable => (Permissions & 0x40) != 0;

    public static FileStatus Read(ReadOnlySpan<byte> record)
    {
        SpanReader reader = new(record, "statx");
        reader.Bytes(4, "stx_mask");
        reader.Bytes(4, "stx_blksize");
        reader.Bytes(8, "stx_attributes");
        reader.Bytes(4, "stx_nlink");
        reader.Bytes(4, "stx_uid");
        reader.Bytes(4, "stx_gid");
        ushort mode = BinaryPrimitives.ReadUInt16LittleEndian(reader.Bytes(2, "stx_mode"));
        reader.Bytes(2, "padding");
        reader.Bytes(8, "stx_ino");
        ulong size = reader.U64("stx_size");
        return new FileStatus((FileKind)(mode & KindMask), (ushort)(mode & ~KindMask), checked((long)size));
    }
}
