using System.Buffers.Binary;
using System.Collections;
using System.Globalization;
using Clu.Binary;

namespace Clu.Images.Fat;

/// <summary>The clusters of an image; each may be taken once.</summary>
internal sealed class FatChains
{
    private const string Format = "FAT";

    private readonly ReadOnlyMemory<byte> _image;
    private readonly FatGeometry _geometry;
    private readonly BitArray _taken;

    public FatChains(ReadOnlyMemory<byte> image, FatGeometry geometry)
    {
        _image = image;
        _geometry = geometry;
        _taken = new BitArray((int)(geometry.ClusterCount + FatLimits.FirstCluster));
        int length = (int)geometry.FatSectors * FatLimits.SectorSize;
        int first = (int)geometry.ReservedSectors * FatLimits.SectorSize;
        if (!image.Span.Slice(first, length).SequenceEqual(image.Span.Slice(first + length, length)))
            throw Malformed("FAT", MalformedReason.Inconsistent, "two equal copies", "different ones");
    }

    /// <summary>All bytes of a directory.</summary>
    public ReadOnlyMemory<byte> Directory(uint cluster) => Collect([.. Chain(cluster, long.MaxValue)], long.MaxValue);

    /// <summary>A file.</summary>
    public ReadOnlyMemory<byte> File(uint cluster, uint length)
    {
        if (length == 0)
            return cluster == 0 ? default : throw Malformed("first cluster", MalformedReason.Inconsistent, "0 for an empty file", Text(cluster));
        long count = Alignment.Units((long)length, _geometry.ClusterSize);
        uint[] clusters = [.. Chain(cluster, count)];
        return clusters.Length == count
            ? Collect(clusters, length)
            : throw Malformed("cluster chain", MalformedReason.Inconsistent, $"{count} clusters", Text((uint)clusters.Length));
    }

    private IEnumerable<uint> Chain(uint cluster, long most)
    {
        for (long count = 0; ; count++)
        {
            if (cluster < FatLimits.FirstCluster || cluster >= _taken.Length)
                throw Malformed("cluster", MalformedReason.InvalidValue, $"2 to {_taken.Length - 1}", Text(cluster));
            if (_taken[(int)cluster])
                throw Malformed("cluster", MalformedReason.Inconsistent, "each in one file", Text(cluster));
            if (count == most)
                throw Malformed("cluster chain", MalformedReason.Inconsistent, $"{most} clusters", "more");
            _taken[(int)cluster] = true;
            yield return cluster;
            uint next = Next(cluster);
            if (IsEnd(next))
                yield break;
            cluster = next;
        }
    }

    private ReadOnlyMemory<byte> Collect(uint[] clusters, long length)
    {
        int size = (int)_geometry.ClusterSize;
        int total = (int)Math.Min(length, (long)clusters.Length * size);
        bool whole = clusters[^1] - clusters[0] == clusters.Length - 1 && clusters.Zip(clusters.Skip(1)).All(pair => pair.Second == pair.First + 1);
        if (whole)
            return _image.Slice((int)_geometry.PositionOf(clusters[0]), total);
        byte[] bytes = new byte[total];
        for (int i = 0, at = 0; at < total; i++, at += size)
            _image.Span.Slice((int)_geometry.PositionOf(clusters[i]), Math.Min(size, total - at)).CopyTo(bytes.AsSpan(at));
        return bytes;
    }

    private uint Next(uint cluster)
    {
        ReadOnlySpan<byte> table = _image.Span[((int)_geometry.ReservedSectors * FatLimits.SectorSize)..];
        switch (_geometry.Type)
        {
            case FatType.Fat12:
                int both = BinaryPrimitives.ReadUInt16LittleEndian(table[(int)(cluster * 3 / 2)..]);
                return (uint)(cluster % 2 == 0 ? both & 0xFFF : both >> 4);
            case FatType.Fat16:
                return BinaryPrimitives.ReadUInt16LittleEndian(table[(int)(cluster * 2)..]);
            default:
                return BinaryPrimitives.ReadUInt32LittleEndian(table[(int)(cluster * 4)..]) & 0x0FFFFFFF;
        }
    }

    private bool IsEnd(uint entry) => entry >= _geometry.Type switch
    {
        FatType.Fat12 => 0xFF8,
        FatType.Fat16 => 0xFFF8,
        FatType.Fat32 => 0x0FFFFFF8,
    };

    private static string Text(uint value) => value.ToString(CultureInfo.InvariantCulture);

    public static MalformedDataException Malformed(string field, MalformedReason reason, string expected, string actual) =>
        new(Format, -1, field, reason, expected, actual);
}
