namespace Clu.Install.Disks;

/// <summary>What sysfs and udev say of a disk where lsblk is silent: without udev it knows neither serial nor transport of a virtio disk.</summary>
/// <param name="Model">Model; empty when unknown.</param>
/// <param name="Serial">Serial number; empty when unknown.</param>
/// <param name="Transport">How it is attached; empty when unknown.</param>
/// <param name="Ids">Names under <c>/dev/disk/by-id</c>.</param>
internal sealed record DiskFacts(string Model, string Serial, string Transport, IReadOnlyList<string> Ids)
{
    private const string ById = "/dev/disk/by-id";

    // Parts of the path of a device in sysfs, the nearest to the disk first.
    private static readonly (string Part, string Transport)[] _transports =
        [("/nvme", "nvme"), ("/mmc_host/", "mmc"), ("/virtio", "virtio"), ("/usb", "usb"), ("/ata", "sata")];

    /// <summary>Reads what this machine says of a disk.</summary>
    /// <param name="name">Its name in <c>/sys/block</c>.</param>
    public static DiskFacts Read(string name)
    {
        // The kernel has '!' in names that have '/' below /dev.
        string folder = Path.Combine("/sys/block", name.Replace('/', '!'));
        string place = Directory.Exists(folder) ? Directory.ResolveLinkTarget(folder, returnFinalTarget: true)?.FullName ?? "" : "";
        return new DiskFacts(
            FirstLine($"{folder}/device/model"),
            FirstLine($"{folder}/serial") is { Length: > 0 } serial ? serial : FirstLine($"{folder}/device/serial"),
            _transports.FirstOrDefault(transport => place.Contains(transport.Part, StringComparison.Ordinal)).Transport ?? "",
            IdsOf(name));
    }

    private static IReadOnlyList<string> IdsOf(string name)
    {
        if (!Directory.Exists(ById))
            return [];
        return
        [
            .. Directory.EnumerateFileSystemEntries(ById)
                .Where(link => Path.GetFileName(File.ResolveLinkTarget(link, returnFinalTarget: false)?.FullName) == name)
                .Select(link => Path.GetFileName(link)!).Order(StringComparer.Ordinal),
        ];
    }

    private static string FirstLine(string file)
    {
        try
        {
            return File.Exists(file) ? File.ReadAllText(file).Split('\n')[0].Trim() : "";
        }
        catch (IOException)
        {
            // A disk that was just pulled; lsblk's own words remain.
            return "";
        }
    }
}
