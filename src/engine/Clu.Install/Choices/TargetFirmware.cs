namespace Clu.Install.Choices;

/// <summary>How the installed machine starts.</summary>
public enum TargetFirmware
{
    /// <summary>PC BIOS.</summary>
    Bios,

    /// <summary>64-bit UEFI.</summary>
    Uefi,
}
