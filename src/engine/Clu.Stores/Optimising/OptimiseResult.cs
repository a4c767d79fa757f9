namespace Clu.Stores.Optimising;

/// <summary>What sharing equal files brought.</summary>
/// <param name="FilesLinked">Files that now are another name of an equal one.</param>
/// <param name="BytesFreed">Bytes of these files.</param>
public sealed record OptimiseResult(long FilesLinked, long BytesFreed);
