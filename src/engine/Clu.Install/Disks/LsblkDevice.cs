namespace Clu.Install.Disks;

/// <summary>A device as lsblk prints it, with what lies on it.</summary>
internal sealed record LsblkDevice
{
    public required string Name { get; init; }

    public required string Path { get; init; }

    /// <summary><c>disk</c>, <c>part</c>, <c>loop</c>, <c>rom</c>, <c>crypt</c>, <c>lvm</c>, <c>raid1</c>, …</summary>
    public required string Type { get; init; }

    /// <summary>Bytes.</summary>
    public required long Size { get; init; }

    public required int SectorSize { get; init; }

    public required bool IsReadOnly { get; init; }

    public required bool IsRemovable { get; init; }

    /// <summary>Major and minor number, <c>8:1</c>.</summary>
    public required string Number { get; init; }

    public string Model { get; init; } = "";

    public string Serial { get; init; } = "";

    public string Transport { get; init; } = "";

    public string FileSystem { get; init; } = "";

    public string Label { get; init; } = "";

    /// <summary>Mount points; <c>[SWAP]</c> for swap that is on.</summary>
    public IReadOnlyList<string> MountPoints { get; init; } = [];

    public IReadOnlyList<LsblkDevice> Children { get; init; } = [];

    /// <summary>The device and everything on it, the lowest first.</summary>
    public IEnumerable<LsblkDevice> All => Children.SelectMany(child => child.All).Prepend(this);
}
