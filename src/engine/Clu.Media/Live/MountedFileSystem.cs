namespace Clu.Media.Live;

/// <summary>One mount.</summary>
/// <param name="Folder">Where.</param>
/// <param name="DeviceNumber">Major and minor number, <c>8:16</c>.</param>
/// <param name="Type">Kind of file system: <c>iso9660</c>.</param>
/// <param name="Source">What it was told to mount: a device, or any word.</param>
public sealed record MountedFileSystem(string Folder, string DeviceNumber, string Type, string Source);
