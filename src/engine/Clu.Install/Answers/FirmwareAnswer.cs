namespace Clu.Install.Answers;

/// <summary>Which firmware the installed machine is to start from.</summary>
public enum FirmwareAnswer
{
    /// <summary>That by which the live system was started.</summary>
    Auto,

    /// <summary>PC BIOS.</summary>
    Bios,

    /// <summary>64-bit UEFI.</summary>
    Uefi,
}
