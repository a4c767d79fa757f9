namespace Clu.Images.Fat;

/// <summary>Width of a table entry; the value is its bits. Nothing in the image says it but the number of clusters.</summary>
public enum FatType
{
    /// <summary>Fewer than 4085 clusters.</summary>
    Fat12 = 12,

    /// <summary>4085 to 65524 clusters.</summary>
    Fat16 = 16,

    /// <summary>65525 clusters and more; the upper 4 bits of an entry are not used.</summary>
    Fat32 = 32,
}
