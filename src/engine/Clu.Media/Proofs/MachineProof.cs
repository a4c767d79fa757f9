namespace Clu.Media.Proofs;

/// <summary>A virtual machine without a network card that was installed from the medium.</summary>
/// <param name="Host">Name of the host.</param>
/// <param name="Layout">Name of the layout of its disks.</param>
/// <param name="Firmware"><c>BIOS</c> or <c>UEFI</c>.</param>
/// <param name="InstallTime">From power on to power off; null when it was not installed.</param>
/// <param name="StartTime">From power on to the last answer of the installed system; null when it did not answer.</param>
public sealed record MachineProof(string Host, string Layout, string Firmware, TimeSpan? InstallTime, TimeSpan? StartTime)
{
    /// <summary>Whether it installed, started and answered.</summary>
    public bool Holds => StartTime is not null;
}
