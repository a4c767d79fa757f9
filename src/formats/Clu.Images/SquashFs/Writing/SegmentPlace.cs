namespace Clu.Images.SquashFs.Writing;

/// <summary>Where the data of a segment lies in the image: one behind the other, but for blocks that lie in another segment's data.</summary>
/// <param name="start">Where the segment starts.</param>
internal sealed class SegmentPlace(long start)
{
    private readonly List<(long Offset, long Position, long Skipped)> _shared = [];
    private long _skipped;

    /// <summary>Where the segment starts.</summary>
    internal long Start => start;

    /// <summary>Bytes of the segment that are not stored again.</summary>
    internal long Skipped => _skipped;

    /// <summary>Tells of a block that lies elsewhere; in the order of the segment.</summary>
    internal void Share(long offset, int length, long position)
    {
        _skipped += length;
        _shared.Add((offset, position, _skipped));
    }

    /// <summary>The place in the image of a block that starts at an offset of the segment.</summary>
    internal long Of(long offset)
    {
        int low = 0, high = _shared.Count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (_shared[middle].Offset <= offset)
                low = middle + 1;
            else
                high = middle;
        }

        if (low == 0)
            return start + offset;
        (long at, long position, long skipped) = _shared[low - 1];
        return at == offset ? position : start + offset - skipped;
    }
}
