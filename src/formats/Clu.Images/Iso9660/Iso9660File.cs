using Clu.Images.Iso9660.Reading;
using Clu.Images.Trees;

namespace Clu.Images.Iso9660;

/// <summary>A regular file; its content is read from the image when asked for, while the reader's stream is open.</summary>
public sealed class Iso9660File : Iso9660Node, IFileContent
{
    private readonly ImageSource _source;

    internal Iso9660File(uint mode, ImageSource source, IReadOnlyList<Iso9660Extent> extents)
        : base(mode)
    {
        _source = source;
        Extents = extents;
        Length = extents.Sum(extent => (long)extent.Length);
    }

    /// <inheritdoc/>
    public long Length { get; }

    /// <summary>Its sections in order.</summary>
    public IReadOnlyList<Iso9660Extent> Extents { get; }

    /// <inheritdoc/>
    public Stream Open() => new ExtentStream(_source, Extents, Length);
}
