using Clu.Install.Disks;
using Clu.Install.Layouts;
using Clu.Media.Hosts;

namespace Clu.Install.Choices;

/// <summary>Everything that had to be decided, decided: from answers, the medium's defaults and the machine. Nothing in it is open any more.</summary>
public sealed record InstallChoices
{
    /// <summary>The medium's host that is installed.</summary>
    public required MediumHost Host { get; init; }

    /// <summary>The disks, in the order in which the layout names them.</summary>
    public required IReadOnlyList<BlockDevice> Disks { get; init; }

    /// <summary>The layout.</summary>
    public required DiskLayout Layout { get; init; }

    /// <summary>What opens LUKS volumes; null when the layout has none.</summary>
    public DiskSecret? Secret { get; init; }

    /// <summary>How the machine starts.</summary>
    public required TargetFirmware Firmware { get; init; }

    /// <summary>The boot loader.</summary>
    public required LoaderKind Loader { get; init; }

    /// <summary>Whether the firmware's boot list gets an entry (UEFI).</summary>
    public bool NvramEntry { get; init; }

    /// <summary>What the machine is to be.</summary>
    public required MachineChoices Machine { get; init; }
}
