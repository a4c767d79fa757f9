using Clu.Images.Trees;

namespace Clu.Images.SquashFs;

/// <summary>An inode that was read.</summary>
public abstract class SquashFsNode
{
    private protected SquashFsNode(InodeHeader header) => Header = header;

    /// <summary>Permission bits.</summary>
    public UnixPermissions Mode => Header.Mode;

    /// <summary>Numeric owner.</summary>
    public uint Uid => Header.Uid;

    /// <summary>Numeric group.</summary>
    public uint Gid => Header.Gid;

    /// <summary>Seconds since 1970 of the last change.</summary>
    public uint ModificationTime => Header.ModificationTime;

    /// <summary>Number, unique in a valid image; equal for hard links.</summary>
    public uint InodeNumber => Header.Number;

    internal InodeHeader Header { get; }
}
