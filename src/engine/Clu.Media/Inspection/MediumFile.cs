namespace Clu.Media.Inspection;

/// <summary>A regular file of the ISO file system.</summary>
/// <param name="Path">Absolute path on the medium.</param>
/// <param name="Size">Bytes.</param>
public sealed record MediumFile(string Path, long Size);
