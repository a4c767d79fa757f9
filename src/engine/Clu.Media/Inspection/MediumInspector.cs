using Clu.Binary;
using Clu.Images.Iso9660;
using Clu.Media.Composing;
using Clu.Media.Hosts;
using Clu.Media.Inspection.BootMenus;
using Clu.Media.Inspection.StoreImages;
using Clu.Media.Qemu;
using Clu.Stores.Progress;

namespace Clu.Media.Inspection;

/// <summary>Looks into an ISO image in the layout of NixOS's installer, whoever made it, without mounting it. See <c>docs/inspect.md</c>.</summary>
public static class MediumInspector
{
    private const byte BiosPlatform = 0;
    private const int LoadSectorSize = 512;

    /// <summary>Looks into an image file.</summary>
    /// <param name="path">The file; only read.</param>
    /// <param name="options">How closely to look.</param>
    /// <param name="progress">Told how far verifying is.</param>
    /// <param name="cancel">Ends it.</param>
    /// <exception cref="CluException">CLU0503: there is no such file. CLU0510: it cannot be read. CLU0511: it is no sound ISO image.</exception>
    public static MediumReport InspectFile(
        string path, InspectionOptions options, IProgress<ProgressEvent>? progress = null, CancellationToken cancel = default)
    {
        try
        {
            using FileStream file = File.OpenRead(path);
            return Inspect(file, options, progress, cancel);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw QemuErrors.ImageMissing(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw InspectionErrors.CannotRead(path, e);
        }
        catch (MalformedDataException e)
        {
            throw InspectionErrors.NoSoundImage(path, e);
        }
    }

    /// <summary>Looks into an image. Damage that leaves the rest readable becomes a finding.</summary>
    /// <param name="image">The image from its first byte; must seek. Not disposed.</param>
    /// <param name="options">How closely to look.</param>
    /// <param name="progress">Told how far verifying is.</param>
    /// <param name="cancel">Ends it.</param>
    /// <exception cref="MalformedDataException">It is no ISO image, or cut off, or damaged in its descriptors, directories or partition table.</exception>
    public static MediumReport Inspect(
        Stream image, InspectionOptions options, IProgress<ProgressEvent>? progress = null, CancellationToken cancel = default)
    {
        Iso9660Reader iso = Iso9660Reader.Open(image);
        MediumFiles files = new(iso);
        FindingList findings = new();
        BootImage[] bootImages = [.. iso.BootEntries.Select(Of)];
        IReadOnlyList<MediumPartition> partitions = PartitionList.Read(iso);
        IReadOnlyList<MenuEntry> menu = MenuFiles.Read(files);
        BootChecks checks = new(files, findings);
        checks.Firmware(bootImages, partitions, image.Length);
        checks.Menu(menu, iso.Label);
        StoreReport? store = new StoreInspection(files, menu, findings).Run(options, progress, cancel);
        MediumManifest? manifest = new HostInspection(files, findings).Run(iso.Label, store);
        return new MediumReport
        {
            Label = iso.Label,
            VolumeSize = iso.VolumeLength,
            FileSize = image.Length,
            Application = iso.Application,
            Version = files.Text(MediumLayout.VersionFile, InspectionLimits.VersionLength)?.Split('\n')[0].Trim(),
            BootImages = bootImages,
            Partitions = partitions,
            MenuEntries = menu,
            Files = files.All,
            Store = store,
            Manifest = manifest,
            Findings = findings.Sorted(),
        };
    }

    /// <summary>Looks into a medium that is mounted, or whose files lie in a folder: what firmware and partition tables see is not there.</summary>
    /// <param name="folder">Where its files are; only read.</param>
    /// <param name="options">How closely to look.</param>
    /// <param name="progress">Told how far verifying is.</param>
    /// <param name="cancel">Ends it.</param>
    /// <exception cref="CluException">CLU0510: it cannot be read.</exception>
    public static MediumReport InspectFolder(string folder, InspectionOptions options, IProgress<ProgressEvent>? progress = null, CancellationToken cancel = default)
    {
        try
        {
            return Inspect(new MediumFiles(folder), options, progress, cancel);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw InspectionErrors.CannotRead(folder, e);
        }
    }

    private static MediumReport Inspect(MediumFiles files, InspectionOptions options, IProgress<ProgressEvent>? progress, CancellationToken cancel)
    {
        FindingList findings = new();
        IReadOnlyList<MenuEntry> menu = MenuFiles.Read(files);
        StoreReport? store = new StoreInspection(files, menu, findings).Run(options, progress, cancel);
        MediumManifest? manifest = new HostInspection(files, findings).Run(null, store);
        string label = manifest?.Label ?? "";
        if (manifest is not null)
            new BootChecks(files, findings).Menu(menu, label);
        return new MediumReport
        {
            Label = label,
            VolumeSize = 0,
            FileSize = files.All.Sum(file => file.Size),
            Application = "",
            Version = files.Text(MediumLayout.VersionFile, InspectionLimits.VersionLength)?.Split('\n')[0].Trim(),
            BootImages = [],
            Partitions = [],
            MenuEntries = menu,
            Files = files.All,
            Store = store,
            Manifest = manifest,
            Findings = findings.Sorted(),
        };
    }

    private static BootImage Of(ElToritoEntry entry) => new(
        entry.IsEfi ? BootFirmware.Uefi : entry.Platform == BiosPlatform ? BootFirmware.Bios : BootFirmware.Other,
        entry.Bootable,
        (long)entry.Sector * Iso9660Limits.SectorSize,
        (long)entry.SectorCount * LoadSectorSize);
}
