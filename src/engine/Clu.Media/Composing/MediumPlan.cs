using Clu.Images.Iso9660;
using Clu.Images.SquashFs;
using Clu.Images.Trees;
using Clu.Media.Loaders;

namespace Clu.Media.Composing;

/// <summary>Everything that decides the bytes of a medium.</summary>
public sealed record MediumPlan
{
    /// <summary>Volume label, by which the booted system finds the medium.</summary>
    public required VolumeLabel Label { get; init; }

    /// <summary>Files beside the store.</summary>
    public required ImageDirectory Files { get; init; }

    /// <summary>The boot images.</summary>
    public required GrubLoaders Loaders { get; init; }

    /// <summary>The store's objects, a closed set in the order of their paths.</summary>
    public required IReadOnlyList<MediumObject> Objects { get; init; }

    /// <summary>How the store is compressed; the number of workers in it changes nothing.</summary>
    public required SquashFsOptions Compression { get; init; }
}
