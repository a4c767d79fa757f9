using Clu.Binary;
using Clu.Install.Layouts;
using Clu.Install.Plans;
using Clu.Install.Tools;

namespace Clu.Install.Execution;

/// <summary>Whether the target's file systems are clean, asked of their own checkers while nothing is mounted.</summary>
/// <param name="tools">Runs them.</param>
public sealed class TargetChecks(ToolRunner tools)
{
    /// <summary>Checks each file system once; changes nothing.</summary>
    /// <returns>A sentence for each that is not clean.</returns>
    public async Task<IReadOnlyList<string>> FileSystemsAsync(DiskPlan disks, CancellationToken cancel)
    {
        List<string> findings = [];
        foreach (TargetMount mount in disks.Mounts.DistinctBy(mount => mount.Source))
        {
            string device = await ResolveAsync(mount.Source, cancel).ConfigureAwait(false);
            if (CommandFor(mount.Type, device) is not { } command)
                continue;
            try
            {
                await tools.RunAsync(command, cancel).ConfigureAwait(false);
            }
            catch (CluException e)
            {
                findings.Add($"the file system of {mount.Path} on {device} is not clean: {e.Message}");
            }
        }

        return findings;
    }

    /// <summary>The checker of a file system type, told to change nothing; null for a type that has none.</summary>
    internal static ToolCommand? CommandFor(string type, string device) => type switch
    {
        "ext4" => new ToolCommand("e2fsck", "-f", "-n", device),
        "xfs" => new ToolCommand("xfs_repair", "-n", device),
        "btrfs" => new ToolCommand("btrfs", "check", "--readonly", device),
        "f2fs" => new ToolCommand("fsck.f2fs", "--dry-run", device),
        "vfat" => new ToolCommand("fsck.vfat", "-n", device),
        _ => null,
    };

    private async Task<string> ResolveAsync(string source, CancellationToken cancel) => source.StartsWith('/')
        ? source
        : (await tools.RunAsync(new ToolCommand("findfs", source), cancel).ConfigureAwait(false)).Trim();
}
