using System.Globalization;
using Clu.Binary;
using Clu.Images.SquashFs.Segments;
using Clu.Images.SquashFs.Tables;

namespace Clu.Images.SquashFs.Reading;

/// <summary>
/// Makes a segment of an entry of an image's root directory: its nodes, and where its blocks and fragment blocks lie. Nothing is decompressed but metadata. What clu
/// wrote comes out as it went in, so that placing it again gives the bytes that compressing it again would give.
/// </summary>
/// <param name="image">The image.</param>
/// <param name="settings">What the segment is said to be made with.</param>
/// <param name="owners">Fragment blocks that entries before had.</param>
internal sealed class SegmentExtractor(SquashFsImage image, SegmentSettings settings, HashSet<uint> owners)
{
    private readonly Dictionary<(long Start, long Length, uint Fragment, uint Offset), SegmentExtent> _extents = [];
    private readonly SortedSet<uint> _fragments = [];
    private readonly SortedDictionary<long, long> _runs = [];
    private bool _isOrdinary = true;
    private long _contentLength;
    private int _nodeCount;

    /// <summary>Makes it; null where another writer laid the image out: it shares fragment blocks with other entries, or has what a store has not.</summary>
    /// <exception cref="MalformedDataException">Something in it is wrong.</exception>
    internal StoredSegment? Extract(SquashFsNode root)
    {
        SegmentNode node = Node(root, 0);
        if (!_isOrdinary || _fragments.Overlaps(owners))
            return null;
        owners.UnionWith(_fragments);
        FragmentEntry[] fragments = [.. _fragments.Select(image.Fragment)];
        foreach (FragmentEntry fragment in fragments)
            Run(fragment.Start, Length(fragment.Word));
        if (!AreApart())
            return null;
        List<(long Start, long Length)> ranges = [];
        Dictionary<long, long> places = [];
        long length = 0;
        foreach ((long start, long count) in _runs)
        {
            places.Add(start, length);
            length += count;
            if (ranges.Count > 0 && ranges[^1].Start + ranges[^1].Length == start)
                ranges[^1] = (ranges[^1].Start, ranges[^1].Length + count);
            else
                ranges.Add((start, count));
        }

        uint[] numbers = [.. _fragments];
        foreach (SegmentExtent extent in _extents.Values)
        {
            extent.Start = places.GetValueOrDefault(extent.Start);
            if (extent.Fragment != SegmentExtent.NoFragment)
                extent.Fragment = (uint)Array.BinarySearch(numbers, extent.Fragment);
        }

        FragmentEntry[] placed = [.. fragments.Select(fragment => fragment with { Start = places[fragment.Start] })];
        return new StoredSegment(new SquashFsSegment(settings, node, placed, length, _contentLength, _nodeCount), ranges);
    }

    private SegmentNode Node(SquashFsNode node, int depth)
    {
        if (depth >= SquashFsLimits.MaxDepth || ++_nodeCount > SquashFsLimits.MaxSegmentNodes)
            throw SquashFsImage.Malformed(-1, "directory", MalformedReason.LimitExceeded, "a tree that clu could write", "a larger one");
        _isOrdinary &= node is { Uid: 0, Gid: 0 };
        switch (node)
        {
            case SquashFsDirectory directory:
                return new SegmentDirectory(directory.Mode, [.. directory.Entries().Select(entry => KeyValuePair.Create(entry.Name, Node(entry.Node, depth + 1)))]);
            case SquashFsFile file:
                _contentLength += file.Length;
                return new SegmentFile(file.Mode, Extent(file));
            case SquashFsSymlink link:
                return new SegmentSymlink(link.Target);
            default:
                _isOrdinary = false;
                return new SegmentDirectory(node.Mode, []);
        }
    }

    private SegmentExtent Extent(SquashFsFile file)
    {
        (long, long, uint, uint) key = (file.Start, file.Length, file.Fragment, file.FragmentOffset);
        if (_extents.TryGetValue(key, out SegmentExtent? known))
            return known;
        bool hasFragment = file.Fragment != SegmentExtent.NoFragment;
        int blockSize = settings.BlockSize.Bytes;
        long count = (file.Length / blockSize) + (!hasFragment && file.Length % blockSize != 0 ? 1 : 0);
        List<uint> words = [];
        MetadataCursor? cursor = count == 0 ? null : image.InodeTable.At((long)(file.Words >> 16), (ushort)file.Words);
        for (long i = 0; i < count; i++)
            words.Add(cursor!.U32());
        SegmentExtent extent = new(file.Length, words.Count) { Start = file.Start, Fragment = file.Fragment, FragmentOffset = hasFragment ? file.FragmentOffset : 0 };
        words.CopyTo(extent.Words);
        long stored = words.Sum(word => (long)Length(word));
        if (stored > 0)
            Run(file.Start, stored);
        else
            extent.Start = 0;
        if (hasFragment)
            _fragments.Add(file.Fragment);
        _extents.Add(key, extent);
        return extent;
    }

    /// <summary>Remembers a run of blocks.</summary>
    private void Run(long start, long length)
    {
        if (start < Superblock.Size || start > (long)image.Superblock.InodeTable || length > (long)image.Superblock.InodeTable - start)
        {
            throw SquashFsImage.Malformed(
                start, "block start", MalformedReason.InvalidValue, "a place between superblock and inode table", start.ToString(CultureInfo.InvariantCulture));
        }

        _isOrdinary &= _runs.GetValueOrDefault(start, length) == length;
        _runs[start] = length;
    }

    private int Length(uint word)
    {
        int length = BlockWord.Length(word);
        return (word & BlockWord.Reserved) == 0 && length <= settings.BlockSize.Bytes
            ? length
            : throw SquashFsImage.Malformed(
                -1, "block size word", MalformedReason.InvalidValue, "at most the block size", "0x" + word.ToString("X8", CultureInfo.InvariantCulture));
    }

    private bool AreApart()
    {
        long end = 0;
        foreach ((long start, long length) in _runs)
        {
            if (start < end)
                return false;
            end = start + length;
        }

        return _isOrdinary;
    }
}
