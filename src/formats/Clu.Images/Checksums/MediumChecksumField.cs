using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using Clu.Binary;
using Clu.Images.Iso9660;

namespace Clu.Images.Checksums;

/// <summary>The checksum of a whole medium, as its primary volume descriptor holds it.</summary>
/// <remarks>Layout: <c>docs/formats/medium-checksum.md</c>.</remarks>
public sealed class MediumChecksumField
{
    internal const string Format = "medium checksum";

    private readonly byte[] _digest;
    private readonly byte[] _regions;

    private MediumChecksumField(MediumExtents extents, byte[] digest, byte[] regions)
    {
        Extents = extents;
        _digest = digest;
        _regions = regions;
    }

    /// <summary>Length of the image, and what of it is not covered.</summary>
    public MediumExtents Extents { get; }

    /// <summary>The digest over everything: 32 bytes.</summary>
    public ReadOnlySpan<byte> Digest => _digest;

    /// <summary>How many regions have a digest of their own.</summary>
    public int RegionCount => _regions.Length / MediumChecksumLimits.RegionDigestLength;

    /// <summary>Leaves of a region; a power of two.</summary>
    public int LeavesOfRegion => 1 << RegionShift(Extents.LeafCount);

    private static ReadOnlySpan<byte> Magic => "CLU-MEDIUM-SUM\r\n"u8;

    /// <summary>Makes the field of an image.</summary>
    /// <param name="extents">The image.</param>
    /// <param name="leaves">SHA-256 of each leaf after <see cref="MediumExtents.Blank(Span{byte}, long)"/>, one after the other.</param>
    public static MediumChecksumField Compute(MediumExtents extents, ReadOnlySpan<byte> leaves)
    {
        if (leaves.Length != extents.LeafCount * MediumChecksumLimits.DigestLength)
            throw new ArgumentException("each leaf has one digest", nameof(leaves));
        int step = MediumChecksumLimits.DigestLength << RegionShift(extents.LeafCount);
        List<byte> regions = [];
        for (int at = 0; at < leaves.Length; at += step)
            regions.AddRange(SHA256.HashData(leaves[at..Math.Min(at + step, leaves.Length)]).AsSpan(0, MediumChecksumLimits.RegionDigestLength));
        MediumChecksumField open = new(extents, new byte[MediumChecksumLimits.DigestLength], [.. regions]);
        return new MediumChecksumField(extents, open.DigestOver(leaves), open._regions);
    }

    /// <summary>Reads the field.</summary>
    /// <param name="bytes">The application use area.</param>
    /// <returns>null when there is no checksum of this kind.</returns>
    /// <exception cref="MalformedDataException">There is one, and it is damaged.</exception>
    public static MediumChecksumField? Read(ReadOnlySpan<byte> bytes)
    {
        SpanReader reader = new(bytes, Format, MediumChecksumLimits.FieldPosition);
        int differences = Differences(reader.Bytes(MediumChecksumLimits.MagicLength, "magic"), Magic);
        if (differences > MediumChecksumLimits.MagicTolerance)
            return null;
        if (differences > 0)
            throw reader.Malformed("magic", MalformedReason.InvalidValue, "CLU-MEDIUM-SUM", $"{Text(differences)} other bits");
        uint version = reader.U32("version");
        if (version != MediumChecksumLimits.Version)
            throw reader.Malformed("version", MalformedReason.Unsupported, Text(MediumChecksumLimits.Version), Text(version));
        uint leaves = reader.U32("leaves of a region");
        MediumExtents extents = new(Number(ref reader, "image length"), Number(ref reader, "area position"), Number(ref reader, "area length"));
        Check(reader, extents);
        if (leaves != 1u << RegionShift(extents.LeafCount))
            throw reader.Malformed("leaves of a region", MalformedReason.Inconsistent, Text(1u << RegionShift(extents.LeafCount)), Text(leaves));
        byte[] digest = reader.Bytes(MediumChecksumLimits.DigestLength, "digest").ToArray();
        byte[] regions = reader.Bytes(RegionsOf(extents.LeafCount) * MediumChecksumLimits.RegionDigestLength, "region digests").ToArray();
        return reader.Bytes(reader.Remaining, "rest").ContainsAnyExcept((byte)0)
            ? throw reader.Malformed("rest", MalformedReason.TrailingData, "zero bytes", "other bytes")
            : new MediumChecksumField(extents, digest, regions);
    }

    /// <summary>Writes the field into an application use area.</summary>
    public void Write(Span<byte> bytes)
    {
        bytes[..MediumChecksumLimits.FieldLength].Clear();
        SpanWriter writer = new(bytes);
        writer.Bytes(Magic);
        writer.U32(MediumChecksumLimits.Version);
        writer.U32((uint)LeavesOfRegion);
        writer.U64((ulong)Extents.Length);
        writer.U64((ulong)Extents.AreaPosition);
        writer.U64((ulong)Extents.AreaLength);
        writer.Bytes(_digest);
        writer.Bytes(_regions);
    }

    /// <summary>Whether the leaves, and this field itself, are those of the image that the checksum was made of.</summary>
    public bool Matches(ReadOnlySpan<byte> leaves) => DigestOver(leaves).AsSpan().SequenceEqual(_digest);

    /// <summary>The regions whose leaves are others, in order, as bytes of the image.</summary>
    public IEnumerable<(long Position, long Length)> DamagedRegions(byte[] leaves)
    {
        MediumChecksumField actual = Compute(Extents, leaves);
        long length = (long)LeavesOfRegion * MediumChecksumLimits.LeafLength;
        for (int i = 0; i < RegionCount; i++)
        {
            Range digest = (i * MediumChecksumLimits.RegionDigestLength)..((i + 1) * MediumChecksumLimits.RegionDigestLength);
            if (!_regions.AsSpan()[digest].SequenceEqual(actual._regions.AsSpan()[digest]))
                yield return (i * length, Math.Min(length, Extents.Length - (i * length)));
        }
    }

    /// <summary>The field without its digest, then the leaves: so the field cannot change unnoticed either.</summary>
    private byte[] DigestOver(ReadOnlySpan<byte> leaves)
    {
        byte[] field = new byte[MediumChecksumLimits.FieldLength];
        new MediumChecksumField(Extents, new byte[MediumChecksumLimits.DigestLength], _regions).Write(field);
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(field);
        hash.AppendData(leaves);
        return hash.GetHashAndReset();
    }

    private static void Check(SpanReader reader, MediumExtents extents)
    {
        if (extents.Length is < MediumChecksumLimits.FieldPosition + MediumChecksumLimits.FieldLength or > MediumChecksumLimits.MaxLength
            || extents.Length % Iso9660Limits.SectorSize != 0)
        {
            throw reader.Malformed("image length", MalformedReason.InvalidValue, "whole sectors behind the descriptor", Text(extents.Length));
        }

        bool none = extents is { AreaPosition: 0, AreaLength: 0 };
        if (!none && (extents.AreaPosition % Iso9660Limits.SectorSize != 0
            || extents.AreaPosition < MediumChecksumLimits.FieldPosition + MediumChecksumLimits.FieldLength
            || extents.AreaLength > extents.Length - extents.AreaPosition
            || extents.AreaLength is <= 0 or > PersonalAreas.PersonalAreaLimits.MaxLength))
        {
            throw reader.Malformed("area position", MalformedReason.Inconsistent, "an area inside of the image", $"{Text(extents.AreaPosition)}, {Text(extents.AreaLength)} bytes");
        }
    }

    private static long Number(ref SpanReader reader, string field)
    {
        ulong value = reader.U64(field);
        return value <= MediumChecksumLimits.MaxLength ? (long)value : throw reader.Malformed(field, MalformedReason.LimitExceeded, Text(MediumChecksumLimits.MaxLength), $"{value}");
    }

    private static int RegionsOf(int leaves) => Alignment.Units(leaves, 1 << RegionShift(leaves));

    private static int RegionShift(int leaves)
    {
        int shift = 0;
        while (Alignment.Units(leaves, 1 << shift) > MediumChecksumLimits.MaxRegions)
            shift++;
        return shift;
    }

    private static int Differences(ReadOnlySpan<byte> one, ReadOnlySpan<byte> other)
    {
        int bits = 0;
        for (int i = 0; i < one.Length; i++)
            bits += BitOperations.PopCount((uint)(one[i] ^ other[i]));
        return bits;
    }

    private static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);
}
