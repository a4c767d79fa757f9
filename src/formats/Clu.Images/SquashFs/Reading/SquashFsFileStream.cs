using Clu.Images.SquashFs.Segments;
using Clu.Images.SquashFs.Tables;

namespace Clu.Images.SquashFs.Reading;

/// <summary>A file's content, decompressed block by block; holds one block. Seeking backwards reads the words from their start again.</summary>
internal sealed class SquashFsFileStream(SquashFsImage image, SquashFsFile file) : Stream
{
    private readonly int _blockSize = image.Superblock.BlockSize.Bytes;
    private readonly byte[] _block = new byte[Math.Min(file.Length, image.Superblock.BlockSize.Bytes)];
    private MetadataCursor? _words;
    private long _nextWord;
    private long _nextStart;
    private long _held = -1;
    private long _position;

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => file.Length;

    public override long Position
    {
        get => _position;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            _position = value;
        }
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        if (buffer.IsEmpty || _position >= file.Length)
            return 0;
        long index = _position / _blockSize;
        int length = (int)Math.Min(_blockSize, file.Length - (index * _blockSize));
        if (index != _held)
            Load(index, length);
        int from = (int)(_position % _blockSize);
        int count = Math.Min(buffer.Length, length - from);
        _block.AsSpan(from, count).CopyTo(buffer);
        _position += count;
        return count;
    }

    public override long Seek(long offset, SeekOrigin origin) => Position = origin switch
    {
        SeekOrigin.Begin => offset,
        SeekOrigin.Current => checked(_position + offset),
        SeekOrigin.End => checked(file.Length + offset),
    };

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <summary>Reads every block without handing out its bytes; holes cost nothing, however many there are.</summary>
    internal void Check()
    {
        for (long index = 0, left = file.Length; left > 0; index++, left -= _blockSize)
        {
            int length = (int)Math.Min(_blockSize, left);
            if (length < _blockSize && file.Fragment != SegmentExtent.NoFragment)
            {
                Load(index, length);
                continue;
            }

            (long start, uint word) = Locate(index);
            if (word != 0)
                image.Blocks.Read(start, word, _block.AsSpan(0, length));
        }
    }

    private void Load(long index, int length)
    {
        _held = -1;
        Span<byte> block = _block.AsSpan(0, length);
        if (length < _blockSize && file.Fragment != SegmentExtent.NoFragment)
        {
            ReadOnlySpan<byte> fragment = image.Blocks.Fragment(image.Fragment(file.Fragment));
            if (file.FragmentOffset + (long)length > fragment.Length)
                throw SquashFsImage.Malformed(-1, "fragment offset", Clu.Binary.MalformedReason.Inconsistent, "a tail within the fragment block", "its end");
            fragment.Slice((int)file.FragmentOffset, length).CopyTo(block);
        }
        else
        {
            (long start, uint word) = Locate(index);
            image.Blocks.Read(start, word, block);
        }

        _held = index;
    }

    private (long Start, uint Word) Locate(long index)
    {
        if (_words is null || index < _nextWord)
        {
            _words = image.InodeTable.At((long)(file.Words >> 16), (ushort)file.Words);
            _nextWord = 0;
            _nextStart = file.Start;
        }

        while (true)
        {
            uint word = _words.U32();
            long start = _nextStart;
            _nextStart += BlockWord.Length(word);
            if (_nextWord++ == index)
                return (start, word);
        }
    }
}
