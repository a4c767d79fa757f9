using Clu.Images.SquashFs.Reading;
using Clu.Images.Trees;

namespace Clu.Images.SquashFs;

/// <summary>A regular file. Its streams share the reader and are not safe for two threads.</summary>
public sealed class SquashFsFile : SquashFsNode, IFileContent
{
    private readonly SquashFsImage _image;

    internal SquashFsFile(InodeHeader header, SquashFsImage image, long length, long start, uint fragment, uint fragmentOffset, uint links, ulong words)
        : base(header)
    {
        _image = image;
        Length = length;
        Start = start;
        Fragment = fragment;
        FragmentOffset = fragmentOffset;
        Links = links;
        Words = words;
    }

    /// <inheritdoc/>
    public long Length { get; }

    /// <summary>Names that the inode says it has.</summary>
    public uint Links { get; }

    internal long Start { get; }

    internal uint Fragment { get; }

    internal uint FragmentOffset { get; }

    /// <summary>Where the block words lie in the inode table: block in the upper 48 bits, offset in the lower 16.</summary>
    internal ulong Words { get; }

    /// <summary>Opens the content at its start, seekable and read-only.</summary>
    public Stream Open() => new SquashFsFileStream(_image, this);
}
