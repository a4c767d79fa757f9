namespace Clu.Media.Qemu;

/// <summary>Knows where distributions put the UEFI builds for QEMU.</summary>
public static class FirmwareSearch
{
    /// <summary>Places for x86-64, best first: Debian and Ubuntu, Fedora, Arch, openSUSE, NixOS.</summary>
    private static readonly FirmwareFiles[] Uefi =
    [
        new("/usr/share/OVMF/OVMF_CODE_4M.fd", "/usr/share/OVMF/OVMF_VARS_4M.fd", false),
        new("/usr/share/OVMF/OVMF_CODE.fd", "/usr/share/OVMF/OVMF_VARS.fd", false),
        new("/usr/share/edk2/ovmf/OVMF_CODE.fd", "/usr/share/edk2/ovmf/OVMF_VARS.fd", false),
        new("/usr/share/edk2/x64/OVMF_CODE.4m.fd", "/usr/share/edk2/x64/OVMF_VARS.4m.fd", false),
        new("/usr/share/edk2-ovmf/x64/OVMF_CODE.fd", "/usr/share/edk2-ovmf/x64/OVMF_VARS.fd", false),
        new("/usr/share/qemu/ovmf-x86_64-code.bin", "/usr/share/qemu/ovmf-x86_64-vars.bin", false),
        new("/usr/share/qemu/edk2-x86_64-code.fd", "/usr/share/qemu/edk2-i386-vars.fd", false),
        new("/run/libvirt/nix-ovmf/OVMF_CODE.fd", "/run/libvirt/nix-ovmf/OVMF_VARS.fd", false),
        new("/run/current-system/sw/share/qemu/edk2-x86_64-code.fd", "/run/current-system/sw/share/qemu/edk2-i386-vars.fd", false),
    ];

    /// <summary>Places for 32-bit x86. Debian's build has Secure Boot compiled in, with no keys enrolled.</summary>
    private static readonly FirmwareFiles[] Uefi32 =
    [
        new("/usr/share/OVMF/OVMF32_CODE_4M.fd", "/usr/share/OVMF/OVMF32_VARS_4M.fd", false),
        new("/usr/share/OVMF/OVMF32_CODE_4M.secboot.fd", "/usr/share/OVMF/OVMF32_VARS_4M.fd", true),
        new("/usr/share/edk2/ovmf-ia32/OVMF_CODE.fd", "/usr/share/edk2/ovmf-ia32/OVMF_VARS.fd", false),
        new("/usr/share/edk2/ia32/OVMF_CODE.4m.fd", "/usr/share/edk2/ia32/OVMF_VARS.4m.fd", false),
        new("/usr/share/edk2-ovmf/ia32/OVMF_CODE.fd", "/usr/share/edk2-ovmf/ia32/OVMF_VARS.fd", false),
        new("/usr/share/qemu/edk2-i386-code.fd", "/usr/share/qemu/edk2-i386-vars.fd", false),
        new("/run/current-system/sw/share/qemu/edk2-i386-code.fd", "/run/current-system/sw/share/qemu/edk2-i386-vars.fd", false),
    ];

    /// <summary>Finds a build whose two files are there; null for BIOS, which needs none.</summary>
    /// <param name="kind">The wanted firmware.</param>
    /// <param name="exists">Tells whether a file exists.</param>
    /// <exception cref="Clu.Binary.CluException"><c>CLU0502</c> when no place holds it.</exception>
    public static FirmwareFiles? Find(FirmwareKind kind, Func<string, bool> exists)
    {
        FirmwareFiles[] places = kind switch
        {
            FirmwareKind.Bios => [],
            FirmwareKind.Uefi => Uefi,
            FirmwareKind.Uefi32 => Uefi32,
        };
        return kind == FirmwareKind.Bios
            ? null
            : Array.Find(places, place => exists(place.Code) && exists(place.Variables)) ?? throw QemuErrors.FirmwareMissing(kind);
    }
}
