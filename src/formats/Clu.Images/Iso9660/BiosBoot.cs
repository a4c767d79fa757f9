namespace Clu.Images.Iso9660;

/// <summary>How a PC with a BIOS boots the medium: GRUB, from a disc by El Torito and from a disk by its boot sector.</summary>
public sealed record BiosBoot
{
    /// <summary>Path in the tree of GRUB's El Torito image (<c>grub-mkimage -O i386-pc-eltorito</c>); its places are filled in while it is written.</summary>
    public required string ImagePath { get; init; }

    /// <summary>GRUB's <c>boot_hybrid.img</c>: 512 bytes.</summary>
    public required ReadOnlyMemory<byte> HybridMbr { get; init; }
}
