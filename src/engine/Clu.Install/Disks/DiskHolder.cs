namespace Clu.Install.Disks;

/// <summary>A device that the live system made of what was found on a disk: it has to be let go of before the disk is written.</summary>
/// <param name="Path">Its node: <c>/dev/mapper/old-root</c>, <c>/dev/md127</c>.</param>
/// <param name="Type">As lsblk has it: <c>crypt</c>, <c>lvm</c>, <c>raid1</c>.</param>
public sealed record DiskHolder(string Path, string Type)
{
    /// <summary>Whether it is an MD array; all others are mappings of the device mapper.</summary>
    public bool IsRaid => Type.StartsWith("raid", StringComparison.Ordinal) || Type is "linear" or "md" or "container";
}
