using Clu.Images.Trees;
using Clu.Install.Choices;
using Clu.Install.Growing;
using Clu.Install.Layouts;
using Clu.Install.Personalising;
using Clu.Install.Plans;
using Clu.Media.Composing;
using Clu.Media.Hosts;
using Clu.Systems.Profiles;

namespace Clu.Install.DiskImages;

/// <summary>
/// What binds a system to its machine, as far as an image can know it. Identifiers and keys it cannot: every copy of an image would have the same, so that
/// each machine makes its own when it first starts.
/// </summary>
internal static class ImageActions
{
    /// <summary>Made anew by each machine.</summary>
    private static readonly string[] _ownOfEach = ["/etc/machine-id"];

    /// <summary>The defaults of the host, decided.</summary>
    public static MachineChoices Machine(MediumHost host) => new()
    {
        HostName = host.Defaults.HostName ?? HostName.Parse(host.Name),
        MachineId = "",
        TimeZone = host.Defaults.TimeZone,
        Locale = host.Defaults.Locale,
        Keymap = host.Defaults.Keymap,
        Users = host.Defaults.Users,
    };

    /// <summary>Applies the files of a host.</summary>
    /// <param name="tree">The root file system.</param>
    /// <param name="host">The host.</param>
    /// <param name="disks">Its disk; one without mounts for a system that is on none.</param>
    /// <param name="choices">What was decided.</param>
    public static void Apply(RootTree tree, BuiltHost host, DiskPlan disks, InstallChoices choices)
    {
        using ObjectStore store = new(host.Closure);
        foreach (InstallAction action in PersonalFiles.Plan(choices, disks, new StoreTargetFiles(store, host.Host.Toplevel)).Actions)
        {
            if (action is InstallAction.Run || (action is InstallAction.WriteFile { File.Path: var path } && _ownOfEach.Contains(path)))
                continue;
            tree.Apply(action);
        }

        if (host.Host.Kind == HostKind.Reference && disks.Mounts.Count > 0)
            tree.Write(new PlannedFile(RootGrowth.Marker, ReadOnlyMemory<byte>.Empty, UnixPermissions.File));
    }
}
