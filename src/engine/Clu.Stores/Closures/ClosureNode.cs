using Clu.Binary;
using Clu.Nix.Listings;
using Clu.Nix.StoreObjects;

namespace Clu.Stores.Closures;

/// <summary>A file or directory in an object of a closure.</summary>
/// <param name="Object">The object.</param>
/// <param name="Names">The names on the way to it; none for the object itself.</param>
/// <param name="Node">What it is; never a link.</param>
public sealed record ClosureNode(StoreObjectInfo Object, IReadOnlyList<FileName> Names, ListingNode Node)
{
    /// <summary>The way to it in the object, from its slash on; empty for the object itself.</summary>
    public string Inside => string.Concat(Names.Select(name => $"/{name}"));
}
