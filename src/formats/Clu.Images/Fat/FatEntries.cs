using Clu.Binary;

namespace Clu.Images.Fat;

/// <summary>Fills one directory, entry after entry of 32 bytes.</summary>
internal ref struct FatEntries(Span<byte> directory, FatTimestamp time)
{
    private const byte LabelAttribute = 0x08;
    private const byte DirectoryAttribute = 0x10;
    private const byte FileAttribute = 0x20;
    private const byte LongAttribute = 0x0F;
    private const byte LastLongEntry = 0x40;

    private SpanWriter _writer = new(directory);

    public void Label(ReadOnlySpan<byte> label) => Short(label, LabelAttribute, 0, 0);

    /// <summary>Adds "." and "..".</summary>
    /// <param name="self">Cluster of the directory.</param>
    /// <param name="parent">Cluster of its parent, 0 for the root.</param>
    public void Dots(uint self, uint parent)
    {
        Short(".          "u8, DirectoryAttribute, self, 0);
        Short("..         "u8, DirectoryAttribute, parent, 0);
    }

    public void Add(FatNode node)
    {
        for (int order = node.LongEntries; order > 0; order--)
            Long(node.LongName!, order, order == node.LongEntries, FatShortName.Checksum(node.ShortName));
        Short(node.ShortName, node.IsDirectory ? DirectoryAttribute : FileAttribute, node.Cluster, node.FileLength);
    }

    private void Short(ReadOnlySpan<byte> name, byte attributes, uint cluster, uint length)
    {
        _writer.Bytes(name);
        _writer.U8(attributes);
        _writer.U8(0);
        _writer.U8(0);
        _writer.U16(time.Time);
        _writer.U16(time.Date);
        _writer.U16(time.Date);
        _writer.U16((ushort)(cluster >> 16));
        _writer.U16(time.Time);
        _writer.U16(time.Date);
        _writer.U16((ushort)cluster);
        _writer.U32(length);
    }

    private void Long(string name, int order, bool last, byte checksum)
    {
        int at = (order - 1) * 13;
        _writer.U8((byte)(order | (last ? LastLongEntry : 0)));
        Units(name, at, 5);
        _writer.U8(LongAttribute);
        _writer.U8(0);
        _writer.U8(checksum);
        Units(name, at + 5, 6);
        _writer.U16(0);
        Units(name, at + 11, 2);
    }

    private void Units(string name, int start, int count)
    {
        for (int i = start; i < start + count; i++)
            _writer.U16(i < name.Length ? name[i] : i == name.Length ? (ushort)0 : ushort.MaxValue);
    }
}
