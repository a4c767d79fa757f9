using Clu.Images.Trees;

namespace Clu.Images.Iso9660.Writing;

/// <summary>What the entries of a directory are called in one of the two hierarchies.</summary>
internal interface INaming
{
    /// <summary>Entries in the hierarchy's own order; some may be missing.</summary>
    IReadOnlyList<NamedEntry> Name(ImageDirectory directory);
}
