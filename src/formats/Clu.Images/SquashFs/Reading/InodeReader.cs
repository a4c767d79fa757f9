using System.Globalization;
using Clu.Binary;
using Clu.Images.SquashFs.Segments;
using Clu.Images.SquashFs.Tables;
using Clu.Images.Trees;

namespace Clu.Images.SquashFs.Reading;

/// <summary>Reads inodes of all basic and extended types.</summary>
internal sealed class InodeReader(SquashFsImage image)
{
    /// <summary>What a directory's size field has beside the listing.</summary>
    private const int SizeExcess = 3;

    /// <summary>Reads the inode at a reference.</summary>
    internal SquashFsNode Read(ulong reference)
    {
        MetadataCursor cursor = image.InodeTable.At((long)(reference >> 16), (ushort)reference);
        InodeHeader header = Header(cursor, reference);
        return header.Type switch
        {
            InodeType.Directory => Directory(cursor, header),
            InodeType.ExtendedDirectory => ExtendedDirectory(cursor, header),
            InodeType.File => File(cursor, header),
            InodeType.ExtendedFile => ExtendedFile(cursor, header),
            InodeType.Symlink or InodeType.ExtendedSymlink => Symlink(cursor, header),
            InodeType.BlockDevice or InodeType.ExtendedBlockDevice or InodeType.CharacterDevice or InodeType.ExtendedCharacterDevice =>
                Special(cursor, header, isDevice: true),
            InodeType.Fifo or InodeType.ExtendedFifo or InodeType.Socket or InodeType.ExtendedSocket => Special(cursor, header, isDevice: false),
        };
    }

    private InodeHeader Header(MetadataCursor cursor, ulong reference)
    {
        InodeType type = (InodeType)cursor.U16();
        if (type is < InodeType.Directory or > InodeType.ExtendedSocket)
            throw Invalid(cursor, "type", "1 to 14", (uint)type);
        ushort mode = cursor.U16();
        if (mode > UnixPermissions.Mask)
            throw Invalid(cursor, "mode", "permission bits only", mode);
        uint uid = image.Id(cursor.U16(), -1);
        uint gid = image.Id(cursor.U16(), -1);
        uint time = cursor.U32();
        uint number = cursor.U32();
        if (number == 0 || number > image.Superblock.InodeCount)
            throw Invalid(cursor, "number", "1 to the inode count", number);
        return new InodeHeader(type, new UnixPermissions(mode), uid, gid, time, number, reference);
    }

    private SquashFsDirectory Directory(MetadataCursor cursor, InodeHeader header)
    {
        uint block = cursor.U32();
        _ = Links(cursor);
        uint size = cursor.U16();
        ushort offset = cursor.U16();
        uint parent = cursor.U32();
        return new SquashFsDirectory(header, image, block, offset, Listing(cursor, size), parent);
    }

    private SquashFsDirectory ExtendedDirectory(MetadataCursor cursor, InodeHeader header)
    {
        _ = Links(cursor);
        uint size = cursor.U32();
        uint block = cursor.U32();
        uint parent = cursor.U32();
        _ = cursor.U16(); // Index count: lookups here go through the listing.
        ushort offset = cursor.U16();
        return new SquashFsDirectory(header, image, block, offset, Listing(cursor, size), parent);
    }

    private SquashFsFile File(MetadataCursor cursor, InodeHeader header)
    {
        uint start = cursor.U32();
        uint fragment = cursor.U32();
        uint offset = cursor.U32();
        uint size = cursor.U32();
        return File(cursor, header, size, start, fragment, offset, 1);
    }

    private SquashFsFile ExtendedFile(MetadataCursor cursor, InodeHeader header)
    {
        ulong start = cursor.U64();
        ulong size = cursor.U64();
        if (size > long.MaxValue)
            throw cursor.Malformed("file size", MalformedReason.LimitExceeded, "less than 2^63", size.ToString(CultureInfo.InvariantCulture));
        if (start > long.MaxValue)
            throw cursor.Malformed("file start", MalformedReason.InvalidValue, "a place in the image", start.ToString(CultureInfo.InvariantCulture));
        _ = cursor.U64(); // Sparse counter.
        uint links = Links(cursor);
        uint fragment = cursor.U32();
        uint offset = cursor.U32();
        _ = cursor.U32(); // Extended attributes.
        return File(cursor, header, (long)size, (long)start, fragment, offset, links);
    }

    private SquashFsFile File(MetadataCursor cursor, InodeHeader header, long size, long start, uint fragment, uint offset, uint links)
    {
        if (start > image.Source.Length)
            throw cursor.Malformed("file start", MalformedReason.InvalidValue, "a place in the image", start.ToString(CultureInfo.InvariantCulture));
        if (fragment != SegmentExtent.NoFragment)
        {
            long tail = size % image.Superblock.BlockSize.Bytes;
            if (tail == 0 || offset + tail > image.Superblock.BlockSize.Bytes)
                throw Invalid(cursor, "fragment offset", "a tail within a fragment block", offset);
            if (fragment >= image.Superblock.FragmentCount)
                throw Invalid(cursor, "fragment index", "an index into the fragment table", fragment);
        }

        return new SquashFsFile(header, image, size, start, fragment, offset, links, cursor.Reference);
    }

    private static SquashFsSymlink Symlink(MetadataCursor cursor, InodeHeader header)
    {
        _ = Links(cursor);
        uint length = cursor.U32();
        if (length is 0 or > SquashFsLimits.MaxTargetLength)
            throw Invalid(cursor, "link target length", "1 to 4096", length);
        byte[] target = new byte[length];
        cursor.Read(target);
        if (target.AsSpan().Contains((byte)0))
            throw Invalid(cursor, "link target", "no NUL", 0);
        return new SquashFsSymlink(header, target);
    }

    private static SquashFsSpecial Special(MetadataCursor cursor, InodeHeader header, bool isDevice)
    {
        _ = Links(cursor);
        return new SquashFsSpecial(header, isDevice ? cursor.U32() : 0);
    }

    private static uint Links(MetadataCursor cursor)
    {
        uint links = cursor.U32();
        return links > 0 ? links : throw Invalid(cursor, "link count", "at least 1", links);
    }

    private static uint Listing(MetadataCursor cursor, uint size) => size switch
    {
        < SizeExcess => throw Invalid(cursor, "directory size", "at least 3", size),
        > SquashFsLimits.MaxListing => throw cursor.Malformed(
            "directory size", MalformedReason.LimitExceeded, "at most 256 MiB", size.ToString(CultureInfo.InvariantCulture)),
        _ => size - SizeExcess,
    };

    private static MalformedDataException Invalid(MetadataCursor cursor, string field, string expected, uint actual) =>
        cursor.Malformed(field, MalformedReason.InvalidValue, expected, actual.ToString(CultureInfo.InvariantCulture));
}
