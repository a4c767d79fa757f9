namespace Clu.Media.Descriptions;

/// <summary>A file or folder that lies beside the store on the medium.</summary>
/// <param name="Source">What it is.</param>
/// <param name="Target">Where it is on the medium: absolute, without <c>.</c>, <c>..</c> and empty names.</param>
public sealed record DescribedContent(StoreFile Source, string Target);
