namespace Clu.Images.Iso9660;

/// <summary>An object of an image that is read.</summary>
/// <param name="mode">Type and permissions as in POSIX; without Rock Ridge what Linux shows.</param>
public abstract class Iso9660Node(uint mode)
{
    /// <summary>Type and permission bits.</summary>
    public uint Mode { get; } = mode;

    /// <summary>Permission bits.</summary>
    public Trees.UnixPermissions Permissions => new((ushort)(Mode & Trees.UnixPermissions.Mask));
}
