namespace Clu.Media.Descriptions;

/// <summary>The memory testers of a medium's menu; null for none.</summary>
/// <param name="Bios">For BIOS, in the form of a Linux kernel.</param>
/// <param name="Efi">For 64-bit UEFI.</param>
public sealed record DescribedMemoryTest(StoreFile? Bios, StoreFile? Efi);
