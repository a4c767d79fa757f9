using System.Text;

namespace Clu.Images.Trees;

/// <summary>A symbolic link.</summary>
public sealed class ImageSymlink : ImageNode
{
    /// <summary>Makes a link.</summary>
    /// <param name="target">1 to 4095 bytes without NUL, stored as they are.</param>
    /// <exception cref="ArgumentException">The target is empty, too long or holds a NUL.</exception>
    public ImageSymlink(ReadOnlyMemory<byte> target)
    {
        if (target.Length is 0 or > 4095 || target.Span.Contains((byte)0))
            throw new ArgumentException("a link target has 1 to 4095 bytes and no NUL", nameof(target));
        Target = target;
    }

    /// <summary>Makes a link from text.</summary>
    public ImageSymlink(string target)
        : this(Encoding.UTF8.GetBytes(target))
    {
    }

    /// <summary>The target's bytes, without NUL.</summary>
    public ReadOnlyMemory<byte> Target { get; }
}
