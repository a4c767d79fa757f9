using Clu.Install.Disks;
using Clu.Install.Plans;
using Clu.Install.Tools;

namespace Clu.Install.Layouts;

/// <summary>What the parts of a plan share while it is made.</summary>
internal sealed class DiskPlanning
{
    private readonly Dictionary<string, PlannedDevice> _devices = new(StringComparer.Ordinal);

    public required DiskLayout Layout { get; init; }

    public required LayoutGraph Graph { get; init; }

    public required IReadOnlyList<BlockDevice> Disks { get; init; }

    public required IReadOnlyList<PlannedPartition> Partitions { get; init; }

    public required DiskIdentifiers Ids { get; init; }

    /// <summary>Where the target will be mounted.</summary>
    public required string Root { get; init; }

    public DiskSecret? Secret { get; init; }

    /// <summary>KiB that opening a LUKS volume may take.</summary>
    public required int KeyMemory { get; init; }

    /// <summary>The node and size of what has that name.</summary>
    public PlannedDevice Device(string name) => _devices[name];

    public void Add(string name, PlannedDevice device) => _devices.Add(name, device);

    public static InstallAction Run(string program, params IReadOnlyList<string> arguments) => new InstallAction.Run(new ToolCommand(program, arguments));

    /// <summary>Lets go of what may be there from a run that was interrupted; that it is not there is no failure.</summary>
    public static InstallAction Try(IReadOnlyCollection<int> accepted, string program, params IReadOnlyList<string> arguments) =>
        new InstallAction.Run(new ToolCommand(program, arguments) { Accepted = accepted });

    /// <summary>Waits until udev has made the nodes.</summary>
    public static InstallAction Settle() => Run("udevadm", "settle");

    /// <summary>Removes every signature of what was there before.</summary>
    public static InstallAction Wipe(params IReadOnlyList<string> devices) => Run("wipefs", ["--all", "--quiet", .. devices]);
}
