using Clu.Binary;
using Clu.Images.Iso9660.Reading;

namespace Clu.Images.Iso9660;

/// <summary>A directory; its entries are read when asked for, and not kept.</summary>
public sealed class Iso9660Directory : Iso9660Node
{
    private readonly DirectoryReader _reader;

    internal Iso9660Directory(uint mode, DirectoryReader reader, uint sector, uint length, Iso9660Directory? parent)
        : base(mode)
    {
        _reader = reader;
        Sector = sector;
        Length = length;
        Parent = parent;
        Depth = parent is null ? 0 : parent.Depth + 1;
    }

    internal uint Sector { get; }

    internal uint Length { get; }

    internal Iso9660Directory? Parent { get; }

    internal int Depth { get; }

    /// <summary>Entries in the order of the image.</summary>
    /// <exception cref="MalformedDataException">The directory breaks the format.</exception>
    public IReadOnlyList<KeyValuePair<FileName, Iso9660Node>> Entries() => _reader.Read(this);

    /// <summary>Looks a node up by its slash-separated path; null when it or a parent is missing.</summary>
    /// <exception cref="MalformedDataException">A directory on the way breaks the format.</exception>
    public Iso9660Node? FindPath(string path)
    {
        Iso9660Node? at = this;
        foreach (string part in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            FileName name = FileName.From(part);
            at = (at as Iso9660Directory)?.Entries().FirstOrDefault(entry => entry.Key == name).Value;
        }

        return at;
    }
}
