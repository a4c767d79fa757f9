using Clu.Nix.StoreObjects;
using Clu.Nix.StorePaths;

namespace Clu.Stores.Bundles;

/// <summary>What a bundle would hold.</summary>
/// <param name="Roots">What it is made for.</param>
/// <param name="BaseName">What its base is called; null when it has no name.</param>
/// <param name="Objects">What it holds, what is referred to first.</param>
/// <param name="Held">Objects of the closure that the base has.</param>
/// <param name="Base">What must be there where it is applied, in byte order.</param>
public sealed record BundlePlan(
    IReadOnlyList<StorePath> Roots, string? BaseName, IReadOnlyList<StoreObjectInfo> Objects, int Held, IReadOnlyList<StorePath> Base)
{
    /// <summary>Bytes of the archives.</summary>
    public long Bytes => Objects.Sum(info => info.NarSize);
}
