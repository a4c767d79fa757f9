using Clu.Images.Trees;

namespace Clu.Images.Fat;

/// <summary>A FAT file system that was read.</summary>
/// <param name="Type">Width of its table.</param>
/// <param name="Label">Volume label of the root directory, or of the boot sector; without trailing spaces.</param>
/// <param name="VolumeId">Serial number.</param>
/// <param name="Root">Its files; all have mode 0644, directories 0755.</param>
public sealed record FatVolume(FatType Type, string Label, uint VolumeId, ImageDirectory Root);
