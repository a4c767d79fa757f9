using Clu.Install.Choices;
using Clu.Media.Qemu;

namespace Clu.Install.Trials;

/// <summary>A firmware for people, and for QEMU.</summary>
public static class FirmwareText
{
    /// <summary>As people write it.</summary>
    public static string Text(this TargetFirmware firmware) => firmware switch
    {
        TargetFirmware.Bios => "BIOS",
        TargetFirmware.Uefi => "UEFI",
    };

    /// <summary>What a virtual machine with it starts from.</summary>
    internal static FirmwareKind Kind(this TargetFirmware firmware) => firmware switch
    {
        TargetFirmware.Bios => FirmwareKind.Bios,
        TargetFirmware.Uefi => FirmwareKind.Uefi,
    };
}
