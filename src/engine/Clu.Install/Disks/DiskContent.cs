namespace Clu.Install.Disks;

/// <summary>A partition, or what fills a disk.</summary>
/// <param name="Path">Its node.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Type">What blkid says is in it: <c>ext4</c>, <c>ntfs</c>, <c>crypto_LUKS</c>; empty when nothing is known.</param>
/// <param name="Label">Its label; empty for none.</param>
/// <param name="MountPoint">Where it is mounted; null when it is not.</param>
public sealed record DiskContent(string Path, long Size, string Type, string Label, string? MountPoint);
