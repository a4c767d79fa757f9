namespace Clu.Images.Trees;

/// <summary>The type bits of a Unix mode (POSIX <c>S_IFMT</c>), as cpio and Rock Ridge store them beside the permissions.</summary>
public static class UnixFileType
{
    /// <summary>The bits that hold the type.</summary>
    public const uint Mask = 0xF000;

    /// <summary>A symbolic link.</summary>
    public const uint Symlink = 0xA000;

    /// <summary>A regular file.</summary>
    public const uint File = 0x8000;

    /// <summary>A directory.</summary>
    public const uint Directory = 0x4000;

    /// <summary>The whole mode of a node; links have permissions 0777.</summary>
    /// <exception cref="ArgumentException">The node is of no known kind.</exception>
    public static uint ModeOf(ImageNode node) => node switch
    {
        ImageDirectory directory => Directory | directory.Mode.Bits,
        ImageFile file => File | file.Mode.Bits,
        ImageSymlink => Symlink | 0x1FF,
        _ => throw new ArgumentException($"{node.GetType().Name} has no mode", nameof(node)),
    };
}
