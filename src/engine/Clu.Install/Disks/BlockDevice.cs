namespace Clu.Install.Disks;

/// <summary>A whole disk of this machine.</summary>
public sealed record BlockDevice
{
    /// <summary>Its node, <c>/dev/vda</c>.</summary>
    public required string Path { get; init; }

    /// <summary>Bytes.</summary>
    public required long Size { get; init; }

    /// <summary>Bytes of a logical sector.</summary>
    public int SectorSize { get; init; } = 512;

    /// <summary>What the maker calls it; empty when the disk does not say.</summary>
    public string Model { get; init; } = "";

    /// <summary>Its serial number; empty when the disk does not say.</summary>
    public string Serial { get; init; } = "";

    /// <summary>How it is attached: <c>virtio</c>, <c>nvme</c>, <c>usb</c>, <c>sata</c>; empty when unknown.</summary>
    public string Transport { get; init; } = "";

    /// <summary>Names under <c>/dev/disk/by-id</c>, without the folder.</summary>
    public IReadOnlyList<string> Ids { get; init; } = [];

    /// <summary>Whether it can be taken out.</summary>
    public bool IsRemovable { get; init; }

    /// <summary>What is on it: partitions, or one entry without number for a file system over all of it.</summary>
    public IReadOnlyList<DiskContent> Contents { get; init; } = [];

    /// <summary>Idle arrays, volumes and mappings on it, the uppermost first; writing the disk begins with letting go of them.</summary>
    public IReadOnlyList<DiskHolder> Holders { get; init; } = [];

    /// <summary>
    /// Why it must not be written, as a phrase for people (<c>the live system runs from it</c>, <c>mounted at /home</c>, <c>read-only</c>); null when it
    /// may be.
    /// </summary>
    public string? Refusal { get; init; }
}
