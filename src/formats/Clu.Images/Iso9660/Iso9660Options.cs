namespace Clu.Images.Iso9660;

/// <summary>What an ISO image is besides its files.</summary>
public sealed record Iso9660Options
{
    /// <summary>Volume label.</summary>
    public required VolumeLabel Label { get; init; }

    /// <summary>Time of every file and directory, taken as UTC, whole seconds from 1900 to 2155.</summary>
    public DateTimeOffset FileTime { get; init; } = DateTimeOffset.UnixEpoch;

    /// <summary>Creation and modification of the volume, exact to 1/100 s. Linux shows it as the UUID of the medium.</summary>
    public DateTimeOffset VolumeTime { get; init; } = DateTimeOffset.UnixEpoch;

    /// <summary>Who publishes the medium; ASCII, up to 128 characters, and so the next two.</summary>
    public string Publisher { get; init; } = "";

    /// <summary>What made the medium.</summary>
    public string Application { get; init; } = "";

    /// <summary>Who prepared the data.</summary>
    public string Preparer { get; init; } = "";

    /// <summary>Boot by BIOS; null for none.</summary>
    public BiosBoot? Bios { get; init; }

    /// <summary>Boot by UEFI; null for none.</summary>
    public EfiBoot? Efi { get; init; }

    /// <summary>A digest of what decides the medium; the ids of disk and partitions are derived from it.</summary>
    public ReadOnlyMemory<byte> Seed { get; init; }
}
