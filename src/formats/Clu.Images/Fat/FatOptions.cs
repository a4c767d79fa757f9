namespace Clu.Images.Fat;

/// <summary>What a FAT image is besides its files.</summary>
public sealed record FatOptions
{
    /// <summary>Volume label: 1 to 11 of <c>A-Z 0-9 _ -</c> and space.</summary>
    public string Label { get; init; } = "EFIBOOT";

    /// <summary>Volume serial number, which Linux shows as the UUID <c>XXXX-XXXX</c>.</summary>
    public uint VolumeId { get; init; }

    /// <summary>Time of every entry, taken as UTC; 1980 to 2107, even seconds.</summary>
    public DateTimeOffset Time { get; init; } = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Bytes that the image has at least.</summary>
    public long MinimumSize { get; init; }
}
