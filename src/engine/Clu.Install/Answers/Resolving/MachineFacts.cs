using Clu.Install.Answers.Values;
using Clu.Install.Disks;

namespace Clu.Install.Answers.Resolving;

/// <summary>What the machine is that answers are for.</summary>
public sealed record MachineFacts
{
    /// <summary>Its disks, those that must not be written too.</summary>
    public required IReadOnlyList<BlockDevice> Disks { get; init; }

    /// <summary>Whether the live system was started by UEFI (<c>/sys/firmware/efi</c> is there).</summary>
    public required bool StartedByUefi { get; init; }

    /// <summary>Whether entries can be put into the firmware's boot list.</summary>
    public bool CanWriteBootList { get; init; }

    /// <summary>The identity that the machine gets where nobody answers otherwise.</summary>
    public required MachineId NewMachineId { get; init; }
}
