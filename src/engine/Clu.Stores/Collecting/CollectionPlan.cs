using Clu.Nix.StorePaths;

namespace Clu.Stores.Collecting;

/// <summary>What would be collected.</summary>
/// <param name="Dead">Objects that nothing keeps, what refers before what is referred to.</param>
/// <param name="Live">Objects that are kept, in byte order.</param>
/// <param name="Leftovers">Names in the store directory that belong to no object: of interrupted runs, for example. In byte order.</param>
public sealed record CollectionPlan(IReadOnlyList<StoreNode> Dead, IReadOnlyList<StorePath> Live, IReadOnlyList<string> Leftovers)
{
    /// <summary>Bytes of the archives of what would go.</summary>
    public long Bytes => Dead.Sum(node => node.NarSize);
}
