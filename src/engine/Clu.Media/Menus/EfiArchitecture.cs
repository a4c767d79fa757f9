namespace Clu.Media.Menus;

/// <summary>Firmware that a medium for x86-64 computers meets.</summary>
public enum EfiArchitecture
{
    /// <summary>64-bit UEFI.</summary>
    X64,

    /// <summary>32-bit UEFI, as on early Atom tablets; the kernel is 64-bit all the same.</summary>
    Ia32,
}
