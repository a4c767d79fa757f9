using System.Text;
using Clu.Binary;
using Clu.Images.Iso9660.Structures;
using Clu.Images.Trees;

namespace Clu.Images.Iso9660.Reading;

/// <summary>Reads the records of directories.</summary>
/// <param name="source">The image.</param>
internal sealed class DirectoryReader(ImageSource source)
{
    private const uint PlainFileMode = UnixFileType.File | 0x124;
    private const uint PlainDirectoryMode = UnixFileType.Directory | 0x16D;

    /// <summary>Bytes before the system use entries of every record but the root's own.</summary>
    private int _skip;

    /// <summary>Whether names, modes and links are Rock Ridge's.</summary>
    public bool HasRockRidge { get; private set; }

    /// <summary>Opens the root and finds out whether there is Rock Ridge.</summary>
    public Iso9660Directory Root(uint sector, uint length)
    {
        DirectoryRecord self = Records(sector, length).First().Record;
        SystemUse use = SystemUse.Read(source, self.SystemUse.Span, (long)sector * Iso9660Limits.SectorSize);
        HasRockRidge = use is { Skip: not null, HasRockRidge: true };
        _skip = use.Skip ?? 0;
        return new Iso9660Directory(HasRockRidge ? use.Mode ?? PlainDirectoryMode : PlainDirectoryMode, this, sector, length, null);
    }

    public IReadOnlyList<KeyValuePair<FileName, Iso9660Node>> Read(Iso9660Directory directory)
    {
        List<KeyValuePair<FileName, Iso9660Node>> entries = [];
        HashSet<FileName> names = [];
        List<Iso9660Extent> extents = [];
        DirectoryRecord? first = null;
        long offset = 0;
        foreach ((DirectoryRecord record, long at) in Records(directory.Sector, directory.Length).Skip(2))
        {
            offset = at;
            if (record.Flags.HasFlag(RecordFlags.AssociatedFile))
                continue;
            if (first is { } begun && !begun.Identifier.Span.SequenceEqual(record.Identifier.Span))
                throw Malformed(at, "file flags", MalformedReason.Inconsistent, "another section of the same file", "another file");
            first ??= record;
            bool more = record.Flags.HasFlag(RecordFlags.MultiExtent);
            extents.Add(Extent(record, at, more));
            if (extents.Count > Iso9660Limits.MaxExtents)
                throw Malformed(at, "file flags", MalformedReason.LimitExceeded, $"at most {Iso9660Limits.MaxExtents} sections", "more");
            if (more)
                continue;
            if (Entry(directory, record, [.. extents], at) is { } entry)
            {
                if (!names.Add(entry.Key))
                    throw Malformed(at, "file identifier", MalformedReason.InvalidValue, "each name once", entry.Key.ToString());
                entries.Add(entry);
            }

            extents.Clear();
            first = null;
        }

        return first is null ? entries : throw Malformed(offset, "file flags", MalformedReason.Truncated, "another section", "the end of the directory");
    }

    private KeyValuePair<FileName, Iso9660Node>? Entry(Iso9660Directory parent, DirectoryRecord record, Iso9660Extent[] extents, long at)
    {
        bool isDirectory = record.Flags.HasFlag(RecordFlags.Directory);
        if (!HasRockRidge)
        {
            return new(Name(PlainName(record.Identifier.Span), at), isDirectory
                ? Child(parent, PlainDirectoryMode, record.Sector, record.Length, at)
                : new Iso9660File(PlainFileMode, source, extents));
        }

        SystemUse use = SystemUse.Read(source, record.SystemUse.Span[Math.Min(_skip, record.SystemUse.Length)..], at);
        if (use.IsRelocated)
            return null;
        FileName name = Name(use.Name ?? PlainName(record.Identifier.Span), at);
        if (use.Child is { } moved)
            return new(name, Child(parent, PlainDirectoryMode, moved, Records(moved, Iso9660Limits.SectorSize).First().Record.Length, at));
        uint mode = use.Mode ?? (isDirectory ? PlainDirectoryMode : PlainFileMode);
        uint type = mode & UnixFileType.Mask;
        if (isDirectory != (type == UnixFileType.Directory))
            throw Malformed(at, "file mode", MalformedReason.Inconsistent, "a directory in both flags and mode, or in none", Convert.ToString(mode, 8));
        return new(name, type switch
        {
            UnixFileType.Directory => Child(parent, mode, record.Sector, record.Length, at),
            UnixFileType.File => new Iso9660File(mode, source, extents),
            UnixFileType.Symlink => new Iso9660Symlink(
                mode, use.Target is { Length: > 0 } target ? target : throw Malformed(at, "SL", MalformedReason.InvalidValue, "a target", "none")),
            _ => new Iso9660Special(mode),
        });
    }

    private Iso9660Directory Child(Iso9660Directory parent, uint mode, uint sector, uint length, long at)
    {
        for (Iso9660Directory? above = parent; above is not null; above = above.Parent)
        {
            if (above.Sector == sector)
                throw Malformed(at, "location of extent", MalformedReason.Inconsistent, "a directory that is not its own parent", $"sector {sector}");
        }

        return parent.Depth == Iso9660Limits.MaxDepth
            ? throw Malformed(at, "directory", MalformedReason.LimitExceeded, $"at most {Iso9660Limits.MaxDepth} levels", "more")
            : new Iso9660Directory(mode, this, sector, length, parent);
    }

    private Iso9660Extent Extent(DirectoryRecord record, long at, bool more)
    {
        if (more && record.Length % Iso9660Limits.SectorSize != 0)
            throw Malformed(at, "data length", MalformedReason.InvalidValue, "a multiple of 2048 before the last section", $"{record.Length}");
        Iso9660Extent extent = new(record.Sector, record.Length);
        if (extent.Length > 0)
            source.Check(extent.Position, extent.Length, "extent");
        return extent;
    }

    private IEnumerable<(DirectoryRecord Record, long Offset)> Records(uint sector, uint length)
    {
        long start = (long)sector * Iso9660Limits.SectorSize;
        if (length is 0 or > Iso9660Limits.MaxDirectoryLength || length % Iso9660Limits.SectorSize != 0)
            throw Malformed(start, "data length", MalformedReason.InvalidValue, $"a multiple of 2048 up to {Iso9660Limits.MaxDirectoryLength}", $"{length}");
        byte[] bytes = new byte[Iso9660Limits.SectorSize];
        int number = 0;
        for (uint done = 0; done < length; done += Iso9660Limits.SectorSize)
        {
            source.Read(start + done, bytes, "directory");
            byte[] block = [.. bytes];
            for (int at = 0; at < block.Length && block[at] != 0; at += block[at])
            {
                long offset = start + done + at;
                if (block[at] <= DirectoryRecord.FixedSize || at + block[at] > block.Length)
                    throw Malformed(offset, "directory record length", MalformedReason.InvalidValue, "34 bytes to the end of the sector", $"{block[at]}");
                DirectoryRecord record = DirectoryRecord.Read(block.AsMemory(at, block[at]), offset);
                if (number < 2 && (record.Identifier.Length != 1 || record.Identifier.Span[0] != number || !record.Flags.HasFlag(RecordFlags.Directory)))
                    throw Malformed(offset, "file identifier", MalformedReason.OutOfOrder, number == 0 ? "the directory itself" : "its parent", "another");
                if (number == 0 && record.Sector != sector)
                    throw Malformed(offset, "location of extent", MalformedReason.Inconsistent, $"{sector}", $"{record.Sector}");
                number++;
                yield return (record, offset);
            }
        }

        if (number < 2)
            throw Malformed(start, "directory", MalformedReason.Truncated, "records of itself and its parent", $"{number}");
    }

    private static FileName Name(ReadOnlySpan<byte> name, long at) => FileName.TryCreate(name, out FileName result)
        ? result
        : throw Malformed(at, "file identifier", MalformedReason.InvalidValue, "a name", Encoding.UTF8.GetString(name));

    /// <summary>The identifier without version and without the dot of an empty extension.</summary>
    private static byte[] PlainName(ReadOnlySpan<byte> identifier)
    {
        int version = identifier.LastIndexOf((byte)';');
        ReadOnlySpan<byte> name = version < 0 ? identifier : identifier[..version];
        return (name.Length > 1 && name[^1] == '.' ? name[..^1] : name).ToArray();
    }

    private static MalformedDataException Malformed(long offset, string field, MalformedReason reason, string expected, string actual) =>
        new(Iso9660Reader.Format, offset, field, reason, expected, actual);
}
