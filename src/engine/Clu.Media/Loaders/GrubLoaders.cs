namespace Clu.Media.Loaders;

/// <summary>The GRUB images of one medium; all read the same menu. null where the medium shall not boot so.</summary>
public sealed record GrubLoaders
{
    /// <summary>Boot image of the El Torito entry for BIOS; its fields are patched when its place on the medium is known.</summary>
    public required ReadOnlyMemory<byte>? ElTorito { get; init; }

    /// <summary>Boot sector for a stick, 512 bytes; likewise patched later.</summary>
    public required ReadOnlyMemory<byte>? HybridMbr { get; init; }

    /// <summary>Program for 64-bit UEFI, <c>BOOTX64.EFI</c>.</summary>
    public required ReadOnlyMemory<byte>? EfiX64 { get; init; }

    /// <summary>Program for 32-bit UEFI, <c>BOOTIA32.EFI</c>.</summary>
    public required ReadOnlyMemory<byte>? EfiIa32 { get; init; }

    /// <summary>Whether any UEFI boots the medium.</summary>
    public bool BootsEfi => EfiX64 is not null || EfiIa32 is not null;
}
