using Clu.Nix.Bundles;
using Clu.Nix.StoreObjects;
using Clu.Nix.StorePaths;
using Clu.Stores.Copying;

namespace Clu.Stores.Bundles;

/// <summary>What a bundle need not hold, because the machine or medium that it is for has it.</summary>
/// <param name="Name">What people call it; null when it has no name.</param>
/// <param name="Held">Told a closure, what is referred to first, it says which of it is there.</param>
public sealed record BundleBase(string? Name, Func<IReadOnlyList<StoreObjectInfo>, CancellationToken, IReadOnlySet<StorePath>> Held)
{
    /// <summary>What a store has now.</summary>
    /// <param name="name">What people call it.</param>
    /// <param name="store">The store; used while the bundle is planned.</param>
    public static BundleBase OfStore(string? name, IStore store) => new(
        name, (closure, cancel) => store.FindMany([.. closure.Select(info => info.Path)], cancel).Select(info => info.Path).ToHashSet());

    /// <summary>Paths that are known to be there.</summary>
    public static BundleBase OfPaths(string? name, IEnumerable<StorePath> paths) => new(name, (_, _) => paths.ToHashSet());

    /// <summary>What a machine has once an earlier bundle was applied: what that holds and what it needed, each with all below.</summary>
    public static BundleBase OfBundle(BundleIndex earlier) => new(earlier.BaseName, (closure, _) =>
    {
        HashSet<StorePath> held = [.. earlier.Base, .. earlier.Objects.Select(info => info.Object.Path)];
        // What refers comes before what is referred to.
        foreach (StoreObjectInfo info in closure.Reverse().Where(info => held.Contains(info.Path)))
            held.UnionWith(info.References);
        return held;
    });
}
