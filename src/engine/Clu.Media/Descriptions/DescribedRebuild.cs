namespace Clu.Media.Descriptions;

/// <summary>What a host can be rebuilt with offline.</summary>
/// <param name="Kit">The store object that keeps its build inputs; null where nothing beyond the closure is carried.</param>
public sealed record DescribedRebuild(StoreFile? Kit);
