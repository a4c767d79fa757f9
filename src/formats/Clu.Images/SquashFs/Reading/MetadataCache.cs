using System.Buffers.Binary;
using System.Globalization;
using Clu.Binary;
using Clu.Compression;

namespace Clu.Images.SquashFs.Reading;

/// <summary>Reads metadata blocks and keeps the last few.</summary>
internal sealed class MetadataCache(ImageSource source, ICodec codec)
{
    /// <summary>Blocks kept: 512 KiB at most.</summary>
    private const int Capacity = 64;

    private const ushort RawBit = 0x8000;

    private readonly Dictionary<long, MetadataBlock> _blocks = [];
    private readonly Queue<long> _age = [];
    private readonly byte[] _stored = new byte[SquashFsLimits.MetadataBlock];
    private readonly byte[] _content = new byte[SquashFsLimits.MetadataBlock];

    /// <summary>The block at a position.</summary>
    internal MetadataBlock Read(long position)
    {
        if (_blocks.TryGetValue(position, out MetadataBlock? known))
            return known;
        Span<byte> header = stackalloc byte[sizeof(ushort)];
        source.Read(position, header, "metadata header");
        ushort word = BinaryPrimitives.ReadUInt16LittleEndian(header);
        int length = word & ~RawBit;
        if (length is 0 or > SquashFsLimits.MetadataBlock)
        {
            throw SquashFsImage.Malformed(
                position, "metadata header", MalformedReason.InvalidValue, "1 to 8192 bytes", length.ToString(CultureInfo.InvariantCulture));
        }

        Span<byte> stored = _stored.AsSpan(0, length);
        source.Read(position + header.Length, stored, "metadata block");
        byte[] content = (word & RawBit) != 0 ? stored.ToArray() : _content[..codec.Decompress(stored, _content)];
        MetadataBlock block = new(content, position + header.Length + length);
        if (_age.Count == Capacity)
            _blocks.Remove(_age.Dequeue());
        _age.Enqueue(position);
        _blocks.Add(position, block);
        return block;
    }
}
