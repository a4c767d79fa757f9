using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Clu.Images.Trees;
using Clu.Install.Choices;
using Clu.Install.Plans;
using Clu.Install.Tools;
using Clu.Media.Hosts;

namespace Clu.Install.Loaders;

/// <summary>Plans the boot loader of a target.</summary>
public static class LoaderPlanner
{
    /// <summary>Identifier of the step.</summary>
    public const string StepId = "loader";

    /// <summary>Folder below <c>EFI</c> and name in the firmware's boot list, of GRUB.</summary>
    public const string GrubId = "NixOS";

    /// <summary>Where systemd-boot is on an ESP: by its own name, and by the one that firmware looks for on any disk.</summary>
    internal static readonly string[] SystemdBootPaths = ["/EFI/systemd/systemd-bootx64.efi", RemovablePath];

    /// <summary>GRUB by its own name.</summary>
    internal const string GrubPath = $"/EFI/{GrubId}/grubx64.efi";

    /// <summary>The program that 64-bit firmware starts when its list has no entry that works.</summary>
    internal const string RemovablePath = "/EFI/BOOT/BOOTX64.EFI";

    /// <summary>What NixOS's own installer of boot loaders is told, so that it installs the loader and not only its menu.</summary>
    private const string InstallVariable = "NIXOS_INSTALL_BOOTLOADER";

    private const string SystemProfile = "/nix/var/nix/profiles/system";

    private static readonly UnixPermissions _private = new(Convert.ToUInt16("600", 8));

    // A firmware that keeps no entry still finds the removable path, so that no exit code is a failure; verification tells when the entry is missing.
    private static readonly int[] _anyExitCode = [.. Enumerable.Range(0, 256)];

    /// <summary>Makes the step.</summary>
    /// <exception cref="Clu.Binary.CluException">CLU0660, CLU0661, CLU0669: the system cannot be started this way.</exception>
    public static InstallStep Plan(LoaderRequest request) => new()
    {
        Id = StepId,
        Title = "Installing the boot loader",
        Actions = (request.Host.Kind, request.IsWrittenByClu) switch
        {
            (HostKind.NixOS, true) => [.. NixosMarkers(), .. Reference(request), SwitchToConfiguration(install: false)],
            (HostKind.NixOS, false) => [.. NixosMarkers(), SwitchToConfiguration(install: true)],
            _ => Reference(request),
        },
    };

    /// <summary>What nixos-install leaves there: the marker without which the system refuses to work, and the list of mounts that GRUB reads.</summary>
    private static InstallAction[] NixosMarkers() =>
    [
        new InstallAction.WriteFile(new PlannedFile("/etc/NIXOS", ReadOnlyMemory<byte>.Empty, UnixPermissions.File)),
        new InstallAction.Link("/etc/mtab", "/proc/mounts"),
    ];

    /// <param name="install">Whether the system installs the loader itself, and not only its menu.</param>
    private static InstallAction.Run SwitchToConfiguration(bool install) => new(new ToolCommand($"{SystemProfile}/bin/switch-to-configuration", "boot")
    {
        InTarget = true,
        Environment = install ? new Dictionary<string, string> { [InstallVariable] = "1" } : new Dictionary<string, string>(),
    });

    /// <summary>What the loader's files are, for whoever writes an image and runs nothing in it; a NixOS system takes them over when it is first switched.</summary>
    /// <exception cref="Clu.Binary.CluException">As <see cref="Plan"/>.</exception>
    internal static IReadOnlyList<InstallAction> Files(LoaderRequest request) => Reference(request);

    private static List<InstallAction> Reference(LoaderRequest request)
    {
        if (Obstacle(request) is { } obstacle)
            throw InstallErrors.NoPlaceForLoader(request.Kind == LoaderKind.Grub ? "GRUB" : "systemd-boot", obstacle);
        LoaderSettings settings = request.Settings;
        LoaderGeneration[] generations = [new LoaderGeneration(request.Generation, request.Built, request.BootSpec)];
        List<InstallAction> actions = [];
        foreach (BootFolder folder in settings.Folders)
        {
            LoaderFileSet files;
            switch (request.Kind)
            {
                case LoaderKind.SystemdBoot:
                    SystemdBoot(request, folder, actions);
                    files = SystemdBootText.Make(settings, generations, request.Generation, request.MachineId);
                    break;
                case LoaderKind.Grub:
                    Grub(request, folder, actions);
                    files = GrubText.Make(settings, folder, generations, request.Generation);
                    break;
                default:
                    throw new ArgumentOutOfRangeException(nameof(request));
            }

            actions.AddRange(files.Copies.Select(copy => new InstallAction.CopyStoreFile(copy.StoreFile, folder.Path + copy.Path)));
            actions.AddRange(files.Texts.Select(text => Text(folder.Path + text.Path, text.Content)));
        }

        actions.Add(Folder("/etc/clu"));
        actions.Add(Text(LoaderSettings.Path, settings.Write()));
        if (request is { NvramEntry: true, Firmware: TargetFirmware.Uefi })
            actions.AddRange(Nvram(request));
        return actions;
    }

    private static string? Obstacle(LoaderRequest request) => request switch
    {
        { Firmware: TargetFirmware.Bios, Kind: LoaderKind.SystemdBoot } => "it needs UEFI",
        { Firmware: TargetFirmware.Bios, Disks.BiosDisks.Count: 0 } => "the layout has no BIOS boot partition",
        { Firmware: TargetFirmware.Uefi, Disks.EspMount: null } => "the layout has no EFI system partition",
        _ => null,
    };

    private static void SystemdBoot(LoaderRequest request, BootFolder folder, List<InstallAction> actions)
    {
        foreach (string path in new[] { "/EFI", "/EFI/systemd", "/EFI/BOOT", SystemdBootText.KernelFolder, "/loader", SystemdBootText.EntryFolder })
            actions.Add(Folder(folder.Path + path));
        actions.AddRange(SystemdBootPaths.Select(path => new InstallAction.CopyLive(request.Files.SystemdBoot, folder.Path + path)));
        actions.Add(Text($"{folder.Path}/loader/entries.srel", "type1\n"));
        if (request.RandomSeed.IsEmpty)
            return;
        // No two folders start from the same seed.
        byte[] seed = SHA256.HashData([.. request.RandomSeed.Span, .. Encoding.UTF8.GetBytes(folder.Path)]);
        actions.Add(new InstallAction.WriteFile(new PlannedFile($"{folder.Path}/loader/random-seed", seed, _private, Secret: true)));
    }

    private static void Grub(LoaderRequest request, BootFolder folder, List<InstallAction> actions)
    {
        string path = request.Root + folder.Path;
        actions.Add(Folder($"{folder.Path}/grub"));
        actions.Add(Folder(folder.Path + GrubText.KernelFolder));
        foreach (string disk in BiosDisks(request, folder))
            Install("--target=i386-pc", $"--boot-directory={path}", disk);
        if (request.Firmware == TargetFirmware.Bios)
            return;
        Install("--target=x86_64-efi", $"--efi-directory={path}", $"--boot-directory={path}", "--no-uefi-secure-boot", "--removable");
        if (request.NvramEntry)
            Install("--target=x86_64-efi", $"--efi-directory={path}", $"--boot-directory={path}", "--no-uefi-secure-boot", $"--bootloader-id={GrubId}", "--no-nvram");

        void Install(params string[] arguments) => actions.Add(new InstallAction.Run(new ToolCommand("grub-install", arguments)));
    }

    // Each disk's boot code reads the folder on the same disk where there is one, so that it works without the others.
    internal static IEnumerable<string> BiosDisks(LoaderRequest request, BootFolder folder)
    {
        if (request.Firmware != TargetFirmware.Bios)
            return [];
        List<BootFolder> folders = [.. BootFolder.Of(request.Disks)];
        int index = folders.IndexOf(folder);
        string? own = folders.Count > 1 && index < request.Disks.EspPartitions.Count ? request.Disks.EspPartitions[index].Disk : null;
        return request.Disks.BiosDisks.Where(disk => own is null || disk == own
            || (index == 0 && request.Disks.EspPartitions.Take(folders.Count).All(partition => partition.Disk != disk)));
    }

    // The entry that is made last is tried first.
    private static IEnumerable<InstallAction> Nvram(LoaderRequest request)
    {
        FirmwareEntry entry = request.Kind == LoaderKind.SystemdBoot ? FirmwareEntry.SystemdBoot : FirmwareEntry.Grub;
        return request.Disks.EspPartitions.Reverse().Select(partition => new InstallAction.Run(new ToolCommand(
            "clu", "boot-loader", "register", "--disk", partition.Disk, "--partition", partition.Number.ToString(CultureInfo.InvariantCulture),
            "--label", entry.Label, "--loader", entry.Loader)
        {
            Accepted = _anyExitCode,
        }));
    }

    private static InstallAction.MakeFolder Folder(string path) => new(path, UnixPermissions.Executable);

    private static InstallAction.WriteFile Text(string path, string content) =>
        new(new PlannedFile(path, Encoding.UTF8.GetBytes(content), UnixPermissions.File));
}
