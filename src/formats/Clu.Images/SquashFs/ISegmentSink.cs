namespace Clu.Images.SquashFs;

/// <summary>Where a segment goes beside the image, so that it can be placed by byte copy another time. Called from the writer's own thread.</summary>
public interface ISegmentSink
{
    /// <summary>Takes the next bytes of the segment's data.</summary>
    void Write(ReadOnlySpan<byte> data);

    /// <summary>The data is complete.</summary>
    void Complete(SquashFsSegment segment);
}
