namespace Clu.Install.Layouts;

/// <summary>Swap of the installed system.</summary>
/// <param name="Source"><c>UUID=…</c> of a partition, or the path of a file.</param>
/// <param name="FileSize">Bytes of the file; null for a partition.</param>
public sealed record TargetSwap(string Source, long? FileSize);
