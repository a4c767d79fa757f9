using System.Buffers;
using System.Buffers.Binary;

namespace Clu.Images.SquashFs.Writing;

/// <summary>A stream of metadata, cut into blocks of 8 KiB that are compressed one by one and kept in memory.</summary>
internal sealed class MetadataWriter(BlockCompressor compressor, string table)
{
    private const int RawBit = 0x8000;

    /// <summary>What an array holds, with room for one more block; the format itself could address twice as much.</summary>
    private const int MaxLength = int.MaxValue - (1 << 20);

    private readonly ArrayBufferWriter<byte> _blocks = new();
    private readonly List<long> _starts = [];
    private readonly byte[] _pending = new byte[SquashFsLimits.MetadataBlock];
    private readonly byte[] _compressed = new byte[SquashFsLimits.MetadataBlock];
    private int _count;

    /// <summary>Stored bytes of all blocks that are complete; where the block of the next byte starts.</summary>
    internal uint BlockStart => (uint)_blocks.WrittenCount;

    /// <summary>Where the next byte lies within its block before compression.</summary>
    internal ushort BlockOffset => (ushort)_count;

    /// <summary>The next byte's place: block start in the upper 48 bits, offset in the lower 16.</summary>
    internal ulong Reference => ((ulong)BlockStart << 16) | BlockOffset;

    /// <summary>Starts of all complete blocks.</summary>
    internal IReadOnlyList<long> Starts => _starts;

    internal void Write(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            int count = Math.Min(bytes.Length, _pending.Length - _count);
            bytes[..count].CopyTo(_pending.AsSpan(_count));
            _count += count;
            bytes = bytes[count..];
            if (_count == _pending.Length)
                EndBlock();
        }
    }

    /// <summary>Ends the last block.</summary>
    internal void Complete()
    {
        if (_count > 0)
            EndBlock();
    }

    internal long CopyTo(Stream output)
    {
        output.Write(_blocks.WrittenSpan);
        return _blocks.WrittenCount;
    }

    private void EndBlock()
    {
        if (_blocks.WrittenCount > MaxLength)
            throw SquashFsErrors.TooLarge(table);
        _starts.Add(_blocks.WrittenCount);
        ReadOnlySpan<byte> block = _pending.AsSpan(0, _count);
        int length = compressor.Compress(block, _compressed);
        ReadOnlySpan<byte> stored = length == 0 ? block : _compressed.AsSpan(0, length);
        Span<byte> header = stackalloc byte[sizeof(ushort)];
        BinaryPrimitives.WriteUInt16LittleEndian(header, (ushort)(stored.Length | (length == 0 ? RawBit : 0)));
        _blocks.Write(header);
        _blocks.Write(stored);
        _count = 0;
    }
}
