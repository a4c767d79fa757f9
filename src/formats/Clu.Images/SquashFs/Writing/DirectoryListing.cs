using Clu.Binary;
using Clu.Images.SquashFs.Tables;

namespace Clu.Images.SquashFs.Writing;

/// <summary>Writes one directory's listing: headers with their entries, and index points for large ones.</summary>
internal sealed class DirectoryListing(MetadataWriter table)
{
    private readonly List<DirectoryItem> _run = [];
    private readonly List<(uint Offset, uint Block, FileName Name)> _index = [];
    private long _lastIndexPoint;
    private int _runLength;

    /// <summary>Bytes of a header: entry count, inode block, reference inode number.</summary>
    private const int HeaderSize = sizeof(uint) * 3;

    /// <summary>Bytes of an entry before its name: offset, number delta, type, name length.</summary>
    private const int EntrySize = sizeof(ushort) * 4;

    /// <summary>Bytes so far.</summary>
    internal long Length { get; private set; }

    /// <summary>Points that let readers skip ahead, in order.</summary>
    internal IReadOnlyList<(uint Offset, uint Block, FileName Name)> Index => _index;

    /// <summary>Adds an entry; names must come in byte order.</summary>
    internal void Add(DirectoryItem item)
    {
        int size = EntrySize + item.Name.Span.Length;
        long end = Length + _runLength + size + (_run.Count == 0 ? HeaderSize : 0);
        bool indexed = end - _lastIndexPoint > SquashFsLimits.IndexInterval;
        if (_run.Count > 0 && (indexed || !Continues(item)))
            Flush();
        if (indexed)
        {
            _lastIndexPoint = Length;
            _index.Add(((uint)Length, table.BlockStart, item.Name));
        }

        _runLength += size + (_run.Count == 0 ? HeaderSize : 0);
        _run.Add(item);
    }

    /// <summary>Writes what is pending.</summary>
    internal void Flush()
    {
        if (_run.Count == 0)
            return;
        DirectoryItem first = _run[0];
        Span<byte> record = stackalloc byte[HeaderSize];
        SpanWriter header = new(record);
        header.U32((uint)_run.Count - 1);
        header.U32(first.InodeBlock);
        header.U32(first.InodeNumber);
        table.Write(record);
        foreach (DirectoryItem item in _run)
        {
            SpanWriter entry = new(record);
            entry.U16(item.InodeOffset);
            entry.I16((short)((long)item.InodeNumber - first.InodeNumber));
            entry.U16((ushort)item.Type);
            entry.U16((ushort)(item.Name.Span.Length - 1));
            table.Write(record[..EntrySize]);
            table.Write(item.Name.Span);
        }

        Length += _runLength;
        _runLength = 0;
        _run.Clear();
    }

    private bool Continues(DirectoryItem item)
    {
        long delta = (long)item.InodeNumber - _run[0].InodeNumber;
        return _run.Count < SquashFsLimits.EntriesPerHeader
            && item.InodeBlock == _run[0].InodeBlock
            && delta is >= short.MinValue and <= short.MaxValue;
    }
}
