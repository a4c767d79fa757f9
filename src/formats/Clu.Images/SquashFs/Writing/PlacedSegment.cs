namespace Clu.Images.SquashFs.Writing;

/// <summary>A segment that lies in the image.</summary>
internal sealed record PlacedSegment(SquashFsSegment Segment, SegmentPlace Place, uint FirstFragment);
