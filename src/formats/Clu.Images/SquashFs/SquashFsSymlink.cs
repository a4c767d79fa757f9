namespace Clu.Images.SquashFs;

/// <summary>A symbolic link.</summary>
public sealed class SquashFsSymlink : SquashFsNode
{
    internal SquashFsSymlink(InodeHeader header, byte[] target)
        : base(header) => Target = target;

    /// <summary>1 to 4096 bytes without NUL.</summary>
    public ReadOnlyMemory<byte> Target { get; }
}
