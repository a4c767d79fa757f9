namespace Clu.Images.Checksums;

/// <summary>What an image is in the eyes of its checksum.</summary>
/// <param name="Length">Bytes of the image.</param>
/// <param name="AreaPosition">Where the personal area starts; 0 without one.</param>
/// <param name="AreaLength">Bytes of the personal area; 0 without one.</param>
public readonly record struct MediumExtents(long Length, long AreaPosition, long AreaLength)
{
    /// <summary>How many leaves the image has.</summary>
    public int LeafCount => checked((int)((Length + MediumChecksumLimits.LeafLength - 1) / MediumChecksumLimits.LeafLength));

    /// <summary>Bytes of a leaf.</summary>
    public int LeafLength(int leaf) => (int)Math.Min(MediumChecksumLimits.LeafLength, Length - LeafPosition(leaf));

    /// <summary>Where a leaf starts.</summary>
    public static long LeafPosition(int leaf) => (long)leaf * MediumChecksumLimits.LeafLength;

    /// <summary>Clears what the checksum does not cover: the field that holds it, and the personal area.</summary>
    /// <param name="bytes">Bytes of the image.</param>
    /// <param name="position">Where they start in it.</param>
    public void Blank(Span<byte> bytes, long position)
    {
        Blank(bytes, position, MediumChecksumLimits.FieldPosition, MediumChecksumLimits.FieldLength);
        Blank(bytes, position, AreaPosition, AreaLength);
    }

    private static void Blank(Span<byte> bytes, long position, long from, long length)
    {
        long start = Math.Clamp(from - position, 0, bytes.Length);
        long end = Math.Clamp(from + length - position, 0, bytes.Length);
        bytes[(int)start..(int)end].Clear();
    }
}
