using System.Globalization;
using Clu.Binary;
using Clu.Images.Trees;

namespace Clu.Images.Cpio;

/// <summary>Reads "newc" cpio archives that are in memory (initial ramdisks, decompressed).</summary>
public static class CpioReader
{
    private const string Format = "cpio";

    /// <summary>Reads one archive up to and with its trailer; zero bytes may follow, nothing else.</summary>
    /// <exception cref="MalformedDataException">The archive breaks the format.</exception>
    public static IReadOnlyList<CpioEntry> Read(ReadOnlyMemory<byte> archive)
    {
        SpanReader reader = new(archive.Span, Format);
        List<CpioEntry> entries = Entries(ref reader, archive);
        return reader.Bytes(reader.Remaining, "padding").ContainsAnyExcept((byte)0)
            ? throw reader.Malformed("trailer", MalformedReason.TrailingData, "zero bytes", "other bytes")
            : entries;
    }

    /// <summary>Reads the first of the archives that a ramdisk may be put together of; the others need not be cpio.</summary>
    /// <param name="archives">The ramdisk.</param>
    /// <param name="length">Bytes of the first up to and with its trailer; more zero bytes may follow.</param>
    /// <exception cref="MalformedDataException">The archive breaks the format.</exception>
    public static IReadOnlyList<CpioEntry> ReadFirst(ReadOnlyMemory<byte> archives, out int length)
    {
        SpanReader reader = new(archives.Span, Format);
        List<CpioEntry> entries = Entries(ref reader, archives);
        length = reader.Position;
        return entries;
    }

    /// <summary>Reads one archive as a tree. Owners and times are dropped.</summary>
    /// <exception cref="MalformedDataException">
    /// The archive breaks the format, an entry comes before its parent or twice, or it is neither file, directory nor link.
    /// </exception>
    public static ImageDirectory ReadTree(ReadOnlyMemory<byte> archive)
    {
        IReadOnlyList<CpioEntry> entries = Read(archive);
        CpioEntry? top = entries.FirstOrDefault(entry => entry.Path.Span.SequenceEqual("."u8));
        ImageDirectory root = new(top is null ? UnixPermissions.Executable : Permissions(top));
        foreach (CpioEntry entry in entries.Where(entry => entry != top))
            Place(root, entry);
        return root;
    }

    private static List<CpioEntry> Entries(ref SpanReader reader, ReadOnlyMemory<byte> archive)
    {
        List<CpioEntry> entries = [];
        while (Next(ref reader, archive) is CpioEntry entry)
        {
            if (entries.Count == CpioLimits.MaxEntries)
                throw reader.Malformed("entries", MalformedReason.LimitExceeded, $"at most {CpioLimits.MaxEntries}", "more");
            entries.Add(entry);
        }

        return entries;
    }

    private static CpioEntry? Next(ref SpanReader reader, ReadOnlyMemory<byte> archive)
    {
        CpioHeader header = CpioHeader.Read(ref reader);
        if (header.NameLength is < 2 or > CpioLimits.MaxName)
            throw reader.Malformed("c_namesize", MalformedReason.LimitExceeded, $"2 to {CpioLimits.MaxName}", Text(header.NameLength));
        int start = reader.Position;
        ReadOnlySpan<byte> name = reader.Bytes((int)header.NameLength, "name");
        if (name.IndexOf((byte)0) != name.Length - 1)
            throw reader.Malformed("name", MalformedReason.InvalidValue, "one NUL, at its end", "another place");
        Pad(ref reader);
        if (name[..^1].SequenceEqual(CpioHeader.Trailer))
            return header.FileLength == 0 ? null : throw reader.Malformed("trailer", MalformedReason.InvalidValue, "no data", Text(header.FileLength));
        if (header.FileLength > reader.Remaining)
            throw reader.Malformed("data", MalformedReason.Truncated, Text(header.FileLength), Text((uint)reader.Remaining));
        int data = reader.Position;
        reader.Bytes((int)header.FileLength, "data");
        Pad(ref reader);
        return new CpioEntry(
            archive.Slice(start, name.Length - 1), header.Mode, header.Inode, header.LinkCount, header.UserId, header.GroupId,
            header.ModificationTime, header.SpecialMajor, header.SpecialMinor, archive.Slice(data, (int)header.FileLength));
    }

    private static void Pad(ref SpanReader reader)
    {
        int length = Alignment.Up(reader.Position, CpioLimits.Alignment) - reader.Position;
        if (reader.Bytes(length, "padding").ContainsAnyExcept((byte)0))
            throw reader.Malformed("padding", MalformedReason.InvalidValue, "zero bytes", "other bytes");
    }

    private static void Place(ImageDirectory root, CpioEntry entry)
    {
        ReadOnlySpan<byte> path = entry.Path.Span;
        ImageDirectory at = root;
        for (int slash; (slash = path.IndexOf((byte)'/')) >= 0; path = path[(slash + 1)..])
        {
            at = at.Find(Name(path[..slash])) as ImageDirectory
                ?? throw Malformed("name", MalformedReason.OutOfOrder, "a parent directory before its entries", entry);
        }

        FileName name = Name(path);
        if (at.Find(name) is not null)
            throw Malformed("name", MalformedReason.InvalidValue, "each name once", entry);
        at.Add(name, Node(entry));

        FileName Name(ReadOnlySpan<byte> part) =>
            FileName.TryCreate(part, out FileName name) ? name : throw Malformed("name", MalformedReason.InvalidValue, "a relative path", entry);
    }

    private static ImageNode Node(CpioEntry entry) => (entry.Mode & UnixFileType.Mask) switch
    {
        UnixFileType.Directory when entry.Data.IsEmpty => new ImageDirectory(Permissions(entry)),
        UnixFileType.File when entry.LinkCount <= 1 || !entry.Data.IsEmpty => new ImageFile(new MemoryContent(entry.Data), Permissions(entry)),
        UnixFileType.Symlink when entry.Data.Length is > 0 and < CpioLimits.MaxName && !entry.Data.Span.Contains((byte)0) => new ImageSymlink(entry.Data),
        _ => throw Malformed("c_mode", MalformedReason.Unsupported, "a directory, a file without hard links or a link", entry),
    };

    private static UnixPermissions Permissions(CpioEntry entry) => new((ushort)(entry.Mode & UnixPermissions.Mask));

    private static string Text(uint value) => value.ToString(CultureInfo.InvariantCulture);

    private static MalformedDataException Malformed(string field, MalformedReason reason, string expected, CpioEntry entry) =>
        new(Format, -1, field, reason, expected, System.Text.Encoding.UTF8.GetString(entry.Path.Span));
}
