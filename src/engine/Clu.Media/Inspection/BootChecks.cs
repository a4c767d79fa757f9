namespace Clu.Media.Inspection;

/// <summary>Checks that what firmware and boot menus ask for is on the medium.</summary>
/// <param name="files">The medium's files.</param>
/// <param name="findings">Gets what is wrong.</param>
internal sealed class BootChecks(MediumFiles files, FindingList findings)
{
    private const string ByLabel = "LABEL=";
    private const string ByLabelDevice = "/dev/disk/by-label/";

    /// <summary>Checks boot images and partitions.</summary>
    public void Firmware(IReadOnlyList<BootImage> images, IReadOnlyList<MediumPartition> partitions, long fileSize)
    {
        if (!images.Any(image => image.Bootable))
            findings.Warning("no firmware boots it as a disc: the El Torito catalog has no boot image");
        foreach (BootImage image in images.Where(image => image.Position == 0 || image.Position >= fileSize || image.LoadSize > fileSize - image.Position))
            findings.Error($"the {Name(image.Firmware)} boot image at byte {image.Position} is not inside the file");
        foreach (MediumPartition partition in partitions.Where(p => p.Start >= fileSize || p.Size > fileSize - p.Start))
            findings.Error($"partition {partition.Number} ({partition.Kind}) reaches beyond the end of the file");
    }

    /// <summary>Checks the menus against the medium; the store is checked elsewhere.</summary>
    public void Menu(IReadOnlyList<MenuEntry> entries, string label)
    {
        if (!entries.Any(entry => entry.Kernel is not null))
            findings.Error("no boot menu starts a system: neither GRUB's nor isolinux's was found where NixOS's installer has it");
        foreach (MenuEntry entry in entries)
        {
            foreach (string path in entry.Initrds.Append(entry.Kernel).Append(entry.Program).OfType<string>().Where(path => !files.Has(path)))
                findings.Error($"'{entry.Title}' in {entry.Menu} loads {path}, which is not on the medium");
            if (LabelOf(entry.Parameter("root")) is { } wanted && wanted != label)
                findings.Error($"'{entry.Title}' in {entry.Menu} looks for a medium labelled '{wanted}', this one is '{label}'");
        }
    }

    private static string? LabelOf(string? root) => root switch
    {
        _ when root is null => null,
        _ when root.StartsWith(ByLabel, StringComparison.Ordinal) => root[ByLabel.Length..],
        _ when root.StartsWith(ByLabelDevice, StringComparison.Ordinal) => root[ByLabelDevice.Length..],
        _ => null,
    };

    private static string Name(BootFirmware firmware) => firmware switch
    {
        BootFirmware.Bios => "BIOS",
        BootFirmware.Uefi => "UEFI",
        BootFirmware.Other => "unknown",
    };
}
