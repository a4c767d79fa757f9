using Clu.Nix.StoreObjects;

namespace Clu.Stores.Copying;

/// <summary>What copying would do.</summary>
/// <param name="Copied">What the destination lacks, what is referred to before what refers.</param>
/// <param name="Present">
/// Objects of the closure that the destination was seen to have. What those refer to is not looked at where the destination keeps closures whole.
/// </param>
public sealed record CopyPlan(IReadOnlyList<StoreObjectInfo> Copied, int Present)
{
    /// <summary>Bytes of the archives to be copied.</summary>
    public long Bytes => Copied.Sum(info => info.NarSize);
}
