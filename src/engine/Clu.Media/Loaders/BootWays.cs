namespace Clu.Media.Loaders;

/// <summary>What boots a medium.</summary>
/// <param name="Bios">A BIOS, from a disc.</param>
/// <param name="Efi">UEFI, from a disc and from a stick.</param>
/// <param name="Stick">A BIOS from a stick, where <paramref name="Bios"/> is set.</param>
public sealed record BootWays(bool Bios, bool Efi, bool Stick)
{
    /// <summary>Whatever a computer has.</summary>
    public static BootWays All { get; } = new(true, true, true);
}
