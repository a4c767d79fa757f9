using System.Text;
using Clu.Binary;
using Clu.Images.Trees;

namespace Clu.Images.Fat;

/// <summary>Reads directories into a tree.</summary>
internal sealed class FatDirectoryReader(FatChains chains)
{
    private const byte Free = 0xE5;
    private const byte LabelAttribute = 0x08;
    private const byte DirectoryAttribute = 0x10;
    private const byte LongAttribute = 0x0F;
    private const byte LowerBase = 0x08;
    private const byte LowerExtension = 0x10;
    private const int UnitsPerEntry = 13;

    /// <summary>Label of the root directory, when there is one.</summary>
    public string? Label { get; private set; }

    public ImageDirectory Read(ReadOnlyMemory<byte> directory, int depth)
    {
        if (depth > FatLimits.MaxDepth)
            throw FatChains.Malformed("directory", MalformedReason.LimitExceeded, $"at most {FatLimits.MaxDepth} levels", "more");
        ImageDirectory tree = new(UnixPermissions.Executable);
        LongName pending = new();
        for (int at = 0; at + FatLimits.EntrySize <= directory.Length; at += FatLimits.EntrySize)
        {
            ReadOnlySpan<byte> entry = directory.Span.Slice(at, FatLimits.EntrySize);
            if (entry[0] == 0)
                break;
            if (entry[0] == Free)
                pending = new();
            else if ((entry[11] & 0x3F) == LongAttribute)
                pending.Add(entry);
            else
            {
                Add(tree, entry, pending.Take(entry), depth);
                pending = new();
            }
        }

        return tree;
    }

    private void Add(ImageDirectory tree, ReadOnlySpan<byte> entry, string? longName, int depth)
    {
        SpanReader reader = new(entry, "FAT");
        ReadOnlySpan<byte> shortName = reader.Bytes(FatLimits.ShortNameLength, "name");
        byte attributes = reader.U8("attributes");
        if ((attributes & LabelAttribute) != 0)
        {
            Label = depth == 0 ? FatText.Trimmed(shortName) : Label;
            return;
        }

        if (shortName[0] == '.')
            return;
        byte cases = reader.U8("case");
        reader.Bytes(7, "times");
        uint high = reader.U16("first cluster");
        reader.Bytes(4, "write time");
        uint cluster = (high << 16) | reader.U16("first cluster");
        uint length = reader.U32("file size");
        string text = longName ?? Short(shortName, cases);
        if (!FileName.TryCreate(Encoding.UTF8.GetBytes(text), out FileName name) || tree.Find(name) is not null)
            throw FatChains.Malformed("name", MalformedReason.InvalidValue, "a name, each once", text);
        tree.Add(name, (attributes & DirectoryAttribute) != 0
            ? Read(chains.Directory(cluster), depth + 1)
            : new ImageFile(new MemoryContent(chains.File(cluster, length)), UnixPermissions.File));
    }

    private static string Short(ReadOnlySpan<byte> name, byte cases)
    {
        string stem = FatText.Trimmed(name[..8]);
        string extension = FatText.Trimmed(name[8..]);
        stem = (cases & LowerBase) != 0 ? stem.ToLowerInvariant() : stem;
        extension = (cases & LowerExtension) != 0 ? extension.ToLowerInvariant() : extension;
        return extension.Length == 0 ? stem : $"{stem}.{extension}";
    }

    /// <summary>The entries of a long name, which come last part first.</summary>
    private struct LongName()
    {
        private char[]? _units;
        private int _next;
        private byte _checksum;

        public void Add(ReadOnlySpan<byte> entry)
        {
            int order = entry[0] & 0x3F;
            bool last = (entry[0] & 0x40) != 0;
            if (order is 0 or > 20 || (last ? _next != 0 : order != _next || entry[13] != _checksum))
                throw FatChains.Malformed("long name", MalformedReason.OutOfOrder, "all parts, last one first", $"part {order}");
            if (last)
            {
                _units = new char[order * UnitsPerEntry];
                _checksum = entry[13];
            }

            SpanReader reader = new(entry, "FAT");
            reader.U8("order");
            Span<char> part = _units.AsSpan((order - 1) * UnitsPerEntry, UnitsPerEntry);
            for (int i = 0; i < UnitsPerEntry; i++)
            {
                if (i == 5)
                    reader.Bytes(3, "attributes");
                if (i == 11)
                    reader.U16("first cluster");
                part[i] = (char)reader.U16("name");
            }

            _next = order == 1 ? -1 : order - 1;
        }

        /// <summary>The name, if one belongs to the short entry.</summary>
        public readonly string? Take(ReadOnlySpan<byte> shortEntry)
        {
            if (_units is null)
                return null;
            if (_next != -1 || _checksum != FatShortName.Checksum(shortEntry[..FatLimits.ShortNameLength]))
                throw FatChains.Malformed("long name", MalformedReason.ChecksumMismatch, "the short name's", "another");
            int end = Array.IndexOf(_units, '\0');
            return new string(_units, 0, end < 0 ? _units.Length : end);
        }
    }
}
