using System.Globalization;
using System.Security.Cryptography;
using Clu.Binary;
using Clu.Compression;
using Clu.Images.SquashFs.Tables;
using Clu.Images.Trees;

namespace Clu.Images.SquashFs.Segments;

/// <summary>Reads a <see cref="SegmentRecord"/>, strictly: what it returns can be placed without another check.</summary>
internal ref struct SegmentRecordReader
{
    private SpanReader _reader;
    private BlockSize _blockSize;
    private long _dataLength;
    private SegmentExtent[] _extents;
    private FragmentEntry[] _fragments;
    private int _nodesLeft;

    internal static SquashFsSegment Read(Stream input)
    {
        using MemoryStream record = new();
        input.CopyTo(record);
        ReadOnlySpan<byte> bytes = record.GetBuffer().AsSpan(0, (int)record.Length);
        int end = bytes.Length - SHA256.HashSizeInBytes;
        if (end < 0)
            throw new MalformedDataException(SegmentRecord.Format, bytes.Length, "record", MalformedReason.Truncated, "a hash at the end", "less");
        if (!SHA256.HashData(bytes[..end]).AsSpan().SequenceEqual(bytes[end..]))
            throw new MalformedDataException(SegmentRecord.Format, end, "hash", MalformedReason.ChecksumMismatch, "the SHA-256 of the record", "another");
        SegmentRecordReader reader = new() { _reader = new SpanReader(bytes[..end], SegmentRecord.Format) };
        return reader.Record();
    }

    private SquashFsSegment Record()
    {
        Expect(_reader.Bytes(SegmentRecord.Magic.Length, "magic").SequenceEqual(SegmentRecord.Magic), "magic");
        Expect(_reader.U8("version") == SegmentRecord.Version, "version");
        CodecKind codec = (CodecKind)_reader.U8("codec");
        Expect(Enum.IsDefined(codec), "codec");
        int level = _reader.U8("level");
        (int lowest, int highest) = CodecLevels.Range(codec);
        Expect(level >= lowest && level <= highest, "level");
        int log = _reader.U8("block log");
        Expect(log < 32 && BlockSize.IsValid(1L << log), "block log");
        _blockSize = new BlockSize(1 << log);
        _dataLength = (long)_reader.U64("data length");
        long contentLength = (long)_reader.U64("content length");
        Expect(_dataLength >= 0 && contentLength >= 0, "lengths");
        int nodeCount = (int)_reader.U32("node count");
        Expect(nodeCount is > 0 and <= SquashFsLimits.MaxSegmentNodes, "node count");
        _nodesLeft = nodeCount;
        _extents = Extents();
        _fragments = Fragments();
        CheckExtents();
        SegmentNode root = Node(0);
        Expect(_nodesLeft == 0, "node count");
        Expect(_reader.Remaining == 0, "end");
        return new SquashFsSegment(new SegmentSettings(codec, level, _blockSize), root, _fragments, _dataLength, contentLength, nodeCount);
    }

    private SegmentExtent[] Extents()
    {
        const int Smallest = sizeof(long) + sizeof(long) + sizeof(uint) + sizeof(uint);
        int count = Count("extent count", Smallest);
        SegmentExtent[] extents = new SegmentExtent[count];
        for (int i = 0; i < count; i++)
        {
            long length = (long)_reader.U64("extent length");
            long start = (long)_reader.U64("extent start");
            uint fragment = _reader.U32("fragment");
            uint offset = _reader.U32("fragment offset");
            bool hasFragment = fragment != SegmentExtent.NoFragment;
            Expect(length >= 0 && length / _blockSize.Bytes < _reader.Remaining / sizeof(uint) + 1, "extent length");
            int words = SegmentExtent.WordCount(length, _blockSize, hasFragment);
            Expect(words <= _reader.Remaining / sizeof(uint), "extent length");
            extents[i] = new SegmentExtent(length, words) { Start = start, Fragment = fragment, FragmentOffset = offset };
            for (int w = 0; w < words; w++)
                extents[i].Words[w] = Word(_reader.U32("block word"));
        }

        return extents;
    }

    private FragmentEntry[] Fragments()
    {
        const int Smallest = sizeof(long) + sizeof(uint);
        FragmentEntry[] fragments = new FragmentEntry[Count("fragment count", Smallest)];
        for (int i = 0; i < fragments.Length; i++)
        {
            FragmentEntry fragment = new((long)_reader.U64("fragment start"), Word(_reader.U32("fragment word")));
            Expect(Inside(fragment.Start, BlockWord.Length(fragment.Word)) && fragment.Word != 0, "fragment start");
            fragments[i] = fragment;
        }

        return fragments;
    }

    private readonly void CheckExtents()
    {
        foreach (SegmentExtent extent in _extents)
        {
            long stored = 0;
            foreach (uint word in extent.Words)
                stored += BlockWord.Length(word);
            Expect(Inside(extent.Start, stored), "extent start");
            if (extent.Fragment == SegmentExtent.NoFragment)
                continue;
            long tail = extent.Length % _blockSize.Bytes;
            Expect(tail != 0 && extent.Fragment < _fragments.Length && extent.FragmentOffset + tail <= _blockSize.Bytes, "fragment");
        }
    }

    private SegmentNode Node(int depth)
    {
        Expect(_nodesLeft-- > 0, "node count");
        Expect(depth < SquashFsLimits.MaxDepth, "depth");
        byte tag = _reader.U8("node kind");
        switch (tag)
        {
            case SegmentRecord.DirectoryTag:
                UnixPermissions mode = Mode();
                const int SmallestEntry = 3;
                KeyValuePair<FileName, SegmentNode>[] entries = new KeyValuePair<FileName, SegmentNode>[Count("entry count", SmallestEntry)];
                for (int i = 0; i < entries.Length; i++)
                {
                    Expect(FileName.TryCreate(_reader.Bytes(_reader.U8("name length"), "name"), out FileName name), "name");
                    Expect(i == 0 || entries[i - 1].Key < name, "name order");
                    entries[i] = new(name, Node(depth + 1));
                }

                return new SegmentDirectory(mode, entries);
            case SegmentRecord.FileTag:
                UnixPermissions fileMode = Mode();
                int extent = (int)_reader.U32("extent");
                Expect((uint)extent < (uint)_extents.Length, "extent");
                return new SegmentFile(fileMode, _extents[extent]);
            default:
                Expect(tag == SegmentRecord.SymlinkTag, "node kind");
                ReadOnlySpan<byte> target = _reader.Bytes(_reader.U16("target length"), "target");
                Expect(target.Length is > 0 and < SquashFsLimits.MaxTargetLength && !target.Contains((byte)0), "target");
                return new SegmentSymlink(target.ToArray());
        }
    }

    private UnixPermissions Mode()
    {
        ushort bits = _reader.U16("mode");
        Expect(bits <= UnixPermissions.Mask, "mode");
        return new UnixPermissions(bits);
    }

    private int Count(string field, int smallest)
    {
        int count = (int)_reader.U32(field);
        Expect(count >= 0 && count <= _reader.Remaining / smallest, field);
        return count;
    }

    private readonly uint Word(uint word)
    {
        Expect((word & BlockWord.Reserved) == 0 && BlockWord.Length(word) <= _blockSize.Bytes, "block word");
        return word;
    }

    private readonly bool Inside(long start, long length) => start >= 0 && start <= _dataLength && length <= _dataLength - start;

    private readonly void Expect(bool valid, string field)
    {
        if (!valid)
        {
            throw new MalformedDataException(
                SegmentRecord.Format,
                _reader.Offset,
                field,
                MalformedReason.InvalidValue,
                "what clu writes",
                string.Create(CultureInfo.InvariantCulture, $"something else before byte {_reader.Offset}"));
        }
    }
}
