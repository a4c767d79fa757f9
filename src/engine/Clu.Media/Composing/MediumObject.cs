using Clu.Images.SquashFs;
using Clu.Images.Trees;
using Clu.Nix.StoreObjects;
using Clu.Stores.Trees;

namespace Clu.Media.Composing;

/// <summary>A store object that goes onto a medium.</summary>
/// <param name="Info">What the store knows of it.</param>
/// <param name="PhysicalPath">Where its files are on this machine; nowhere for one that is in another medium.</param>
public sealed record MediumObject(StoreObjectInfo Info, string PhysicalPath)
{
    /// <summary>Its files where they are in another medium; null for those on disk.</summary>
    public Func<ImageNode>? Tree { get; init; }

    /// <summary>What it is in another medium, compressed for an image with these settings, and the data of that; null for what has to be compressed.</summary>
    public Func<SegmentSettings, (SquashFsSegment Segment, Stream Data)?>? Compressed { get; init; }

    /// <summary>Reads its files.</summary>
    public ImageNode ReadTree() => Tree?.Invoke() ?? ObjectTree.Read(PhysicalPath);
}
