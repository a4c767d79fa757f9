using Clu.Images.SquashFs.Segments;

namespace Clu.Images.SquashFs;

/// <summary>A segment whose data lies in an image that was written before.</summary>
public sealed class StoredSegment
{
    private readonly IReadOnlyList<(long Start, long Length)> _ranges;

    internal StoredSegment(SquashFsSegment segment, IReadOnlyList<(long Start, long Length)> ranges)
    {
        Segment = segment;
        _ranges = ranges;
    }

    /// <summary>The segment.</summary>
    public SquashFsSegment Segment { get; }

    /// <summary>Opens its data, compressed as it is.</summary>
    /// <param name="image">The image from its first byte; seekable. Stays open, and is moved by whoever reads the data.</param>
    public Stream Open(Stream image) => new RangesStream(image, _ranges);
}
