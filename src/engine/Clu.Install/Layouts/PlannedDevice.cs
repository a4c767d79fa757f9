namespace Clu.Install.Layouts;

/// <summary>Something that a file system could be made on.</summary>
/// <param name="Path">Its node.</param>
/// <param name="Room">Bytes, estimated low where a layer's own needs are not known to the byte.</param>
internal sealed record PlannedDevice(string Path, long Room);
