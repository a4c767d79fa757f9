namespace Clu.Install.Choices;

/// <summary>The boot loader of the installed system.</summary>
public enum LoaderKind
{
    /// <summary>systemd-boot, UEFI only.</summary>
    SystemdBoot,

    /// <summary>GRUB, for BIOS or UEFI.</summary>
    Grub,
}
