namespace Clu.Images.Iso9660;

/// <summary>One section of a file.</summary>
/// <param name="Sector">First sector of 2048 bytes.</param>
/// <param name="Length">Bytes.</param>
public readonly record struct Iso9660Extent(uint Sector, uint Length)
{
    /// <summary>Where it starts in the image, in bytes.</summary>
    public long Position => (long)Sector * Iso9660Limits.SectorSize;
}
