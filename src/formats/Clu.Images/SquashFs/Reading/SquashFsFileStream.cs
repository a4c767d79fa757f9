using Clu.Binary;
using Clu.Images.SquashFs.Segments;
using Clu.Images.SquashFs.Tables;

namespace Clu.Images.SquashFs.Reading;

/// <summary>A file's content, decompressed block by block; holds one block. Seeking backwards reads the words from their start again.</summary>
internal sealed class SquashFsFileStream(SquashFsImage image, SquashFsFile file) : SeekableStream
{
    private readonly int _blockSize = image.Superblock.BlockSize.Bytes;
    private readonly byte[] _block = new byte[Math.Min(file.Length, image.Superblock.BlockSize.Bytes)];
    private MetadataCursor? _words;
    private long _nextWord;
    private long _nextStart;
    private long _held = -1;

    public override long Length => file.Length;

    public override int Read(Span<byte> buffer)
    {
        if (buffer.IsEmpty || Position >= file.Length)
            return 0;
        long index = Position / _blockSize;
        int length = (int)Math.Min(_blockSize, file.Length - (index * _blockSize));
        if (index != _held)
            Load(index, length);
        int from = (int)(Position % _blockSize);
        int count = Math.Min(buffer.Length, length - from);
        _block.AsSpan(from, count).CopyTo(buffer);
        Position += count;
        return count;
    }

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
