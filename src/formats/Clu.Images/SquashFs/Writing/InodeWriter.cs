using Clu.Binary;
using Clu.Images.SquashFs.Segments;
using Clu.Images.SquashFs.Tables;
using Clu.Images.Trees;

namespace Clu.Images.SquashFs.Writing;

/// <summary>Writes inodes and listings of a tree, children before their directory; numbers are given in pre-order, the root has 1.</summary>
internal sealed class InodeWriter(MetadataWriter inodes, MetadataWriter listings, uint fileTime)
{
    private const uint NoXattr = uint.MaxValue;
    private const int MaxBasicListing = ushort.MaxValue - SizeExcess;

    /// <summary>What a directory's size field has beside the listing.</summary>
    private const int SizeExcess = 3;

    private const int FixedSize = 64;

    private static readonly UnixPermissions LinkMode = new(Convert.ToUInt16("777", 8));

    private byte[] _record = new byte[FixedSize];

    /// <summary>Inodes written or begun.</summary>
    internal uint Count { get; private set; }

    /// <summary>Writes the root, whose parent is by custom one more than the last inode.</summary>
    internal ulong WriteRoot(UnixPermissions mode, IReadOnlyCollection<KeyValuePair<FileName, PlacedSegment>> entries)
    {
        Count = 1;
        DirectoryListing listing = new(listings);
        ulong start = listings.Reference;
        uint subdirectories = 0;
        List<DirectoryItem> items = [];
        foreach ((FileName name, PlacedSegment placed) in entries)
        {
            items.Add(Write(name, placed.Segment.Root, placed, 1));
            subdirectories += placed.Segment.Root is SegmentDirectory ? 1u : 0;
        }

        start = WriteListing(listing, items);
        ulong reference = inodes.Reference;
        WriteDirectory(mode, 1, Count + 1, subdirectories, listing, start);
        return reference;
    }

    private DirectoryItem Write(FileName name, SegmentNode node, PlacedSegment placed, uint parent)
    {
        uint number = ++Count;
        InodeType type;
        (uint Block, ushort Offset) place;
        switch (node)
        {
            case SegmentDirectory directory:
                List<DirectoryItem> items = new(directory.Entries.Length);
                uint subdirectories = 0;
                foreach ((FileName child, SegmentNode entry) in directory.Entries)
                {
                    items.Add(Write(child, entry, placed, number));
                    subdirectories += entry is SegmentDirectory ? 1u : 0;
                }

                DirectoryListing listing = new(listings);
                ulong start = WriteListing(listing, items);
                place = Place();
                WriteDirectory(directory.Mode, number, parent, subdirectories, listing, start);
                type = InodeType.Directory;
                break;
            case SegmentFile file:
                place = Place();
                WriteFile(file, placed, number);
                type = InodeType.File;
                break;
            default:
                place = Place();
                WriteSymlink(((SegmentSymlink)node).Target.Span, number);
                type = InodeType.Symlink;
                break;
        }

        return new DirectoryItem(name, type, place.Block, place.Offset, number);
    }

    private (uint Block, ushort Offset) Place() => (inodes.BlockStart, inodes.BlockOffset);

    private ulong WriteListing(DirectoryListing listing, List<DirectoryItem> items)
    {
        ulong start = listings.Reference;
        foreach (DirectoryItem item in items)
            listing.Add(item);
        listing.Flush();
        return start;
    }

    private void WriteDirectory(UnixPermissions mode, uint number, uint parent, uint subdirectories, DirectoryListing listing, ulong start)
    {
        uint links = subdirectories + 2;
        bool extended = listing.Length > MaxBasicListing || listing.Index.Count > 0;
        SpanWriter writer = Header(extended ? InodeType.ExtendedDirectory : InodeType.Directory, mode, number);
        if (extended)
        {
            writer.U32(links);
            writer.U32(checked((uint)listing.Length + SizeExcess));
            writer.U32((uint)(start >> 16));
            writer.U32(parent);
            writer.U16(checked((ushort)listing.Index.Count));
            writer.U16((ushort)start);
            writer.U32(NoXattr);
        }
        else
        {
            writer.U32((uint)(start >> 16));
            writer.U32(links);
            writer.U16((ushort)(listing.Length + SizeExcess));
            writer.U16((ushort)start);
            writer.U32(parent);
        }

        inodes.Write(_record.AsSpan(0, writer.Position));
        foreach ((uint offset, uint block, FileName name) in listing.Index)
        {
            SpanWriter index = new(_record);
            index.U32(offset);
            index.U32(block);
            index.U32((uint)name.Span.Length - 1);
            inodes.Write(_record.AsSpan(0, index.Position));
            inodes.Write(name.Span);
        }
    }

    private void WriteFile(SegmentFile file, PlacedSegment placed, uint number)
    {
        SegmentExtent extent = file.Extent;
        long start = extent.Words.Length == 0 ? 0 : placed.Place.Of(extent.Start);
        bool hasFragment = extent.Fragment != SegmentExtent.NoFragment;
        uint fragment = hasFragment ? placed.FirstFragment + extent.Fragment : SegmentExtent.NoFragment;
        bool extended = start > uint.MaxValue || extent.Length > uint.MaxValue;
        SpanWriter writer = Header(extended ? InodeType.ExtendedFile : InodeType.File, file.Mode, number);
        if (extended)
        {
            writer.U64((ulong)start);
            writer.U64((ulong)extent.Length);
            writer.U64(0); // Sparse counter: only a hint for tools that copy holes.
            writer.U32(1);
            writer.U32(fragment);
            writer.U32(extent.FragmentOffset);
            writer.U32(NoXattr);
        }
        else
        {
            writer.U32((uint)start);
            writer.U32(fragment);
            writer.U32(extent.FragmentOffset);
            writer.U32((uint)extent.Length);
        }

        inodes.Write(_record.AsSpan(0, writer.Position));
        WriteWords(extent.Words);
    }

    private void WriteWords(uint[] words)
    {
        int size = words.Length * sizeof(uint);
        if (_record.Length < size)
            _record = new byte[size];
        SpanWriter writer = new(_record);
        foreach (uint word in words)
            writer.U32(word);
        inodes.Write(_record.AsSpan(0, size));
    }

    private void WriteSymlink(ReadOnlySpan<byte> target, uint number)
    {
        SpanWriter writer = Header(InodeType.Symlink, LinkMode, number);
        writer.U32(1);
        writer.U32((uint)target.Length);
        inodes.Write(_record.AsSpan(0, writer.Position));
        inodes.Write(target);
    }

    private SpanWriter Header(InodeType type, UnixPermissions mode, uint number)
    {
        SpanWriter writer = new(_record);
        writer.U16((ushort)type);
        writer.U16(mode.Bits);
        writer.U16(0); // Owner and group: the only entry of the id table, root.
        writer.U16(0);
        writer.U32(fileTime);
        writer.U32(number);
        return writer;
    }
}
