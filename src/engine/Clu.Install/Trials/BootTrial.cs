using Clu.Install.Choices;
using Clu.Install.Layouts;
using Clu.Media.Hosts;

namespace Clu.Install.Trials;

/// <summary>A machine that is installed from a medium, and then started from its disks alone.</summary>
/// <param name="Host">What is installed.</param>
/// <param name="Layout">How its disks are divided.</param>
/// <param name="Firmware">How it starts, from the medium and from its disks.</param>
public sealed record BootTrial(MediumHost Host, DiskLayout Layout, TargetFirmware Firmware)
{
    /// <summary>As people read it: <c>desk, luks, UEFI</c>.</summary>
    public override string ToString() => $"{Host.Name}, {Layout.Name}, {Firmware.Text()}";
}
