using System.Globalization;
using Clu.Binary;
using Clu.Install.Tools;

namespace Clu.Install.Loaders;

/// <summary>The firmware's boot list of a UEFI machine, by <c>efibootmgr</c>.</summary>
/// <param name="runner">Runs and logs.</param>
public sealed class FirmwareBootList(ToolRunner runner)
{
    private const string Program = "efibootmgr";

    /// <summary>Makes an entry the first one; one of the same label for the same partition goes before.</summary>
    /// <param name="disk">The disk, <c>/dev/vda</c>.</param>
    /// <param name="partition">Number of the EFI system partition.</param>
    /// <param name="entry">The entry.</param>
    /// <param name="cancel">Ends it between two programs.</param>
    /// <exception cref="CluException">CLU0668: there is no such partition. CLU0691: the firmware keeps no entries, or no more of them.</exception>
    public async Task RegisterAsync(string disk, int partition, FirmwareEntry entry, CancellationToken cancel)
    {
        Guid id = await PartitionAsync(disk, partition, cancel).ConfigureAwait(false);
        foreach (BootListEntry old in (await ListAsync(cancel).ConfigureAwait(false)).Where(old => old.Label == entry.Label && old.Partition == id))
            await runner.RunAsync(new ToolCommand(Program, "--quiet", "--bootnum", old.Number, "--delete-bootnum"), cancel).ConfigureAwait(false);
        await runner.RunAsync(
            new ToolCommand(
                Program, "--quiet", "--create", "--disk", disk, "--part", partition.ToString(CultureInfo.InvariantCulture),
                "--label", entry.Label, "--loader", entry.Loader),
            cancel).ConfigureAwait(false);
    }

    /// <summary>Whether the list has an entry that starts this program from this partition.</summary>
    /// <exception cref="CluException">As <see cref="RegisterAsync"/>.</exception>
    public async Task<bool> HasAsync(string disk, int partition, FirmwareEntry entry, CancellationToken cancel)
    {
        Guid id = await PartitionAsync(disk, partition, cancel).ConfigureAwait(false);
        return (await ListAsync(cancel).ConfigureAwait(false)).Any(
            found => found.Partition == id && string.Equals(found.Loader, entry.Loader, StringComparison.OrdinalIgnoreCase));
    }

    private async Task<IReadOnlyList<BootListEntry>> ListAsync(CancellationToken cancel) =>
        BootListEntry.Parse(await runner.RunAsync(new ToolCommand(Program, "--verbose"), cancel).ConfigureAwait(false));

    private async Task<Guid> PartitionAsync(string disk, int partition, CancellationToken cancel)
    {
        ToolCommand command = new("sfdisk", "--part-uuid", disk, partition.ToString(CultureInfo.InvariantCulture)) { Accepted = [0, 1] };
        string id = await runner.RunAsync(command, cancel).ConfigureAwait(false);
        return Guid.TryParse(id.Trim(), CultureInfo.InvariantCulture, out Guid found) ? found : throw InstallErrors.NotAPartition(disk, partition);
    }
}
