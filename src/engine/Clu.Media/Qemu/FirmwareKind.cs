namespace Clu.Media.Qemu;

/// <summary>What the virtual machine starts from.</summary>
public enum FirmwareKind
{
    /// <summary>SeaBIOS, which comes with QEMU.</summary>
    Bios,

    /// <summary>UEFI for x86-64.</summary>
    Uefi,

    /// <summary>UEFI for 32-bit x86, as on some tablets and netbooks with a 64-bit processor.</summary>
    Uefi32,
}
