using Clu.Binary;
using Clu.Images.SquashFs.Reading;

namespace Clu.Images.SquashFs;

/// <summary>A directory; its listing is read when it is asked for.</summary>
public sealed class SquashFsDirectory : SquashFsNode
{
    private readonly SquashFsImage _image;

    internal SquashFsDirectory(InodeHeader header, SquashFsImage image, uint block, ushort offset, uint listingLength, uint parent)
        : base(header)
    {
        _image = image;
        Block = block;
        Offset = offset;
        ListingLength = listingLength;
        Parent = parent;
    }

    internal uint Block { get; }

    internal ushort Offset { get; }

    internal uint ListingLength { get; }

    internal uint Parent { get; }

    /// <summary>Reads the entries, in byte order of their names.</summary>
    /// <exception cref="MalformedDataException">The listing or one of its inodes is wrong.</exception>
    public IEnumerable<SquashFsEntry> Entries() => _image.Directories.Read(this);

    /// <summary>Looks an entry up; null when there is none.</summary>
    /// <exception cref="MalformedDataException">The listing up to there is wrong.</exception>
    public SquashFsNode? Find(FileName name)
    {
        foreach (SquashFsEntry entry in Entries())
        {
            int order = entry.Name.CompareTo(name);
            if (order >= 0)
                return order == 0 ? entry.Node : null;
        }

        return null;
    }
}
