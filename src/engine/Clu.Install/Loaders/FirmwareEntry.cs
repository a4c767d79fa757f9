namespace Clu.Install.Loaders;

/// <summary>An entry of the firmware's boot list.</summary>
/// <param name="Label">What the firmware's menu shows.</param>
/// <param name="Loader">Path of the program on the ESP, with backslashes as firmware has it.</param>
public sealed record FirmwareEntry(string Label, string Loader)
{
    /// <summary>systemd-boot under the name that <c>bootctl</c> gives it.</summary>
    public static FirmwareEntry SystemdBoot { get; } = new("Linux Boot Manager", @"\EFI\systemd\systemd-bootx64.efi");

    /// <summary>GRUB under the name of its folder.</summary>
    public static FirmwareEntry Grub { get; } = new(LoaderPlanner.GrubId, $@"\EFI\{LoaderPlanner.GrubId}\grubx64.efi");
}
