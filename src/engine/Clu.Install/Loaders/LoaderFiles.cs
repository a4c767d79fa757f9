using Clu.Install.Choices;
using Clu.Stores;

namespace Clu.Install.Loaders;

/// <summary>Files of the live system that a boot loader is made of.</summary>
public sealed record LoaderFiles
{
    /// <summary>Debian's package systemd-boot-efi has it there.</summary>
    public const string SystemdBootPath = "/usr/lib/systemd/boot/efi/systemd-bootx64.efi";

    /// <summary>Where it may be: Debian's place, and that of a NixOS system that runs.</summary>
    internal static readonly string[] SystemdBootPlaces = [SystemdBootPath, "/run/current-system/systemd/lib/systemd/boot/efi/systemd-bootx64.efi"];

    /// <summary>Where Debian has GRUB's modules, and where a NixOS live system does.</summary>
    private static readonly string[] _grubModules = ["/usr/lib/grub", "/run/current-system/sw/lib/grub"];

    /// <summary>Those of this live system. An environment is made of links, and a link is nothing that an ESP could have.</summary>
    public static LoaderFiles Live
    {
        get
        {
            string path = SystemdBootPlaces.FirstOrDefault(File.Exists) ?? SystemdBootPath;
            return new LoaderFiles { SystemdBoot = File.Exists(path) ? File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path : path };
        }
    }

    /// <summary>systemd-boot for 64-bit UEFI: a file, no link.</summary>
    public string SystemdBoot { get; init; } = SystemdBootPath;

    /// <summary>What this live system lacks to install a loader: files and programs, for people. Asked before anything is touched.</summary>
    public static IReadOnlyList<string> Missing(LoaderRequest request)
    {
        if (!request.IsWrittenByClu)
            return [];
        string module = $"{(request.Firmware == TargetFirmware.Bios ? "i386-pc" : "x86_64-efi")}/normal.mod";
        string[] files = request.Kind switch
        {
            LoaderKind.SystemdBoot => [request.Files.SystemdBoot],
            LoaderKind.Grub => [$"{_grubModules.FirstOrDefault(folder => File.Exists($"{folder}/{module}")) ?? _grubModules[0]}/{module}"],
        };
        string[] programs =
        [
            .. request.Kind == LoaderKind.Grub ? ["grub-install"] : Array.Empty<string>(),
            .. request is { NvramEntry: true, Firmware: TargetFirmware.Uefi } ? ["efibootmgr", "sfdisk"] : Array.Empty<string>(),
        ];
        return [.. files.Where(file => !File.Exists(file)), .. programs.Where(program => ProgramPath.Find(program) is null)];
    }
}
