namespace Clu.Media.Qemu;

/// <summary>An empty disk that has to exist before QEMU starts.</summary>
/// <param name="Path">Where.</param>
/// <param name="Format">How it is stored.</param>
/// <param name="Bytes">Size that the guest sees.</param>
public sealed record DiskToMake(string Path, DiskFormat Format, long Bytes);
