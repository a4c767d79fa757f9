namespace Clu.Images.SquashFs.Writing;

/// <summary>A step between blocks: begin or end of a segment, or a segment placed by byte copy.</summary>
/// <param name="place">What to do.</param>
/// <param name="release">What to give back.</param>
internal sealed class SegmentStep(Action<ImageData> place, Action? release = null) : IPlacement
{
    /// <inheritdoc/>
    public void Place(ImageData data) => place(data);

    /// <inheritdoc/>
    public void Release() => release?.Invoke();
}
