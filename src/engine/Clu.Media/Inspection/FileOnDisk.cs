using Clu.Images.Trees;

namespace Clu.Media.Inspection;

/// <summary>A file of a mounted medium; readers of images seek in it.</summary>
/// <param name="path">Where it is.</param>
internal sealed class FileOnDisk(string path) : IFileContent
{
    /// <inheritdoc/>
    public long Length { get; } = new FileInfo(path).Length;

    /// <inheritdoc/>
    public Stream Open() => File.OpenRead(path);
}
