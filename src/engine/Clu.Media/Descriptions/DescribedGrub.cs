namespace Clu.Media.Descriptions;

/// <summary>The GRUB of which a medium's boot images are made.</summary>
/// <param name="Tools">Folder with <c>bin/grub-mkimage</c>.</param>
/// <param name="Bios">Folder of the modules for BIOS (<c>i386-pc</c>); null where there are none.</param>
/// <param name="EfiX64">The same for 64-bit UEFI (<c>x86_64-efi</c>).</param>
/// <param name="EfiIa32">The same for 32-bit UEFI (<c>i386-efi</c>).</param>
/// <param name="Font"><c>unicode.pf2</c>.</param>
public sealed record DescribedGrub(StoreFile Tools, StoreFile? Bios, StoreFile? EfiX64, StoreFile? EfiIa32, StoreFile Font);
