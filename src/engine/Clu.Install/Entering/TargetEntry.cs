using Clu.Install.Plans;
using Clu.Install.Tools;

namespace Clu.Install.Entering;

/// <summary>
/// Runs programs inside a target as <c>nixos-enter</c> does: in mount, UTS and process namespaces of their own, with the live system's devices, the system
/// activated. What is mounted and started is gone with the program, however it ends.
/// </summary>
/// <param name="runner">Runs and logs.</param>
/// <param name="root">Where the target is mounted.</param>
/// <param name="system">The target's system, as the target names it.</param>
public sealed class TargetEntry(ToolRunner runner, string root = TargetRoot.Default, string system = TargetEntry.SystemProfile)
{
    /// <summary>The system of a target that has been populated.</summary>
    public const string SystemProfile = "/nix/var/nix/profiles/system";

    /// <summary>Runs a program of the target to its end; it is sought in the target's system.</summary>
    /// <param name="command">The program, as the target names it.</param>
    /// <param name="cancel">Kills it and all that it started.</param>
    /// <returns>What it printed on standard output; what activation prints is none of it.</returns>
    /// <exception cref="Clu.Binary.CluException">CLU0667: the target has no system. CLU0691: the program failed.</exception>
    public async Task<string> RunAsync(ToolCommand command, CancellationToken cancel)
    {
        if (TargetPath.Resolve(root, system) is null)
            throw InstallErrors.NoTarget(root, system);
        // Absolute paths of the live system, /mnt/boot, are right inside the target too, because the target is bound to that path in itself.
        string inside = root + Path.GetFullPath(root);
        bool made = !Directory.Exists(inside);
        try
        {
            return await runner.RunAsync(Enter(command), command, cancel).ConfigureAwait(false);
        }
        finally
        {
            if (made)
                RemoveEmpty(inside);
        }
    }

    /// <summary>The whole command, with what enters the target.</summary>
    internal ToolCommand Enter(ToolCommand command) => command with
    {
        Program = "unshare",
        Arguments =
        [
            "--fork", "--kill-child", "--pid", "--mount", "--uts", "--", "sh", "-c", EntryScript.Text, "enter", Path.GetFullPath(root), system, command.Program, .. command.Arguments,
        ],
    };

    private void RemoveEmpty(string folder)
    {
        for (string at = folder; at.Length > root.Length && Directory.Exists(at) && !Directory.EnumerateFileSystemEntries(at).Any(); at = Path.GetDirectoryName(at)!)
            Directory.Delete(at);
    }
}
