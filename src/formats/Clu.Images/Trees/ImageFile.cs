namespace Clu.Images.Trees;

/// <summary>A regular file.</summary>
/// <param name="content">What is in it.</param>
/// <param name="mode">Permission bits.</param>
public sealed class ImageFile(IFileContent content, UnixPermissions mode) : ImageNode
{
    /// <summary>What is in it.</summary>
    public IFileContent Content { get; } = content;

    /// <summary>Permission bits.</summary>
    public UnixPermissions Mode { get; } = mode;
}
