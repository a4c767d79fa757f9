namespace Clu.Images.Iso9660;

/// <summary>What was written.</summary>
/// <param name="Length">Bytes of the image with partition tables and EFI partition; a multiple of 2048, with EFI of 1 MiB.</param>
/// <param name="VolumeLength">Bytes of the ISO file system.</param>
/// <param name="Directories">Directories, with the root.</param>
/// <param name="Files">Regular files.</param>
/// <param name="Symlinks">Symbolic links.</param>
/// <param name="HasJoliet">Whether Windows sees long names.</param>
public sealed record Iso9660Summary(long Length, long VolumeLength, int Directories, int Files, int Symlinks, bool HasJoliet);
