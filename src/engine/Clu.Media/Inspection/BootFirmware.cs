namespace Clu.Media.Inspection;

/// <summary>What a boot image is for.</summary>
public enum BootFirmware
{
    /// <summary>PC BIOS.</summary>
    Bios,

    /// <summary>UEFI of any width.</summary>
    Uefi,

    /// <summary>Firmware that clu does not know: PowerPC, old Macintosh.</summary>
    Other,
}
