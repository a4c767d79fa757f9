namespace Clu.Install.Disks;

/// <summary>Why a disk must not be written.</summary>
/// <param name="devices">Every device of the machine.</param>
/// <param name="loops">Loop devices and the number of the device that the file behind each lies on.</param>
internal sealed class DiskRefusal(IReadOnlyList<LsblkDevice> devices, IReadOnlyDictionary<string, string> loops)
{
    private const string Swap = "[SWAP]";

    // Where live systems have their medium and what they run from: clu's and NixOS's, Debian's, Fedora's.
    private static readonly string[] _liveMounts =
        ["/", "/iso", "/nix/.ro-store", "/nix/store", "/cdrom", "/run/live/medium", "/run/initramfs/live", "/run/initramfs/isoscan", "/findiso"];

    /// <summary>The reason as a phrase; null for none.</summary>
    public string? Of(LsblkDevice disk)
    {
        string[] uses = [.. Uses(disk, [])];
        if (uses.Any(_liveMounts.Contains))
            return "the live system runs from it";
        if (uses.FirstOrDefault(use => use != Swap) is { } mount)
            return $"mounted at {mount}";
        if (uses.Length > 0)
            return "in use as swap";
        if (disk.Size == 0)
            return "no medium is in it";
        if (disk.IsReadOnly)
            return "read-only";
        return disk.Children.Any(child => child.Type == "mpath") ? "one of several paths to a disk" : null;
    }

    /// <summary>Mount points of what lies on a device, and of what lies in files on it.</summary>
    private IEnumerable<string> Uses(LsblkDevice device, HashSet<string> seen)
    {
        if (!seen.Add(device.Path))
            return [];
        HashSet<string> numbers = [.. device.All.Select(part => part.Number)];
        IEnumerable<LsblkDevice> above = devices.Where(candidate => loops.TryGetValue(candidate.Path, out string? number) && numbers.Contains(number));
        return [.. device.All.SelectMany(part => part.MountPoints), .. above.SelectMany(loop => Uses(loop, seen))];
    }
}
