using Clu.Install.Choices;
using Clu.Media.Hosts;
using Clu.Stores;

namespace Clu.Install.Loaders;

/// <summary>Files of the live system that a boot loader is made of.</summary>
public sealed record LoaderFiles
{
    /// <summary>Debian's package systemd-boot-efi has it there.</summary>
    public const string SystemdBootPath = "/usr/lib/systemd/boot/efi/systemd-bootx64.efi";

    private const string GrubModules = "/usr/lib/grub";

    /// <summary>Those of this live system. An environment is made of links, and a link is nothing that an ESP could have.</summary>
    public static LoaderFiles Live => new()
    {
        SystemdBoot = File.Exists(SystemdBootPath) ? File.ResolveLinkTarget(SystemdBootPath, returnFinalTarget: true)?.FullName ?? SystemdBootPath : SystemdBootPath,
    };

    /// <summary>systemd-boot for 64-bit UEFI: a file, no link.</summary>
    public string SystemdBoot { get; init; } = SystemdBootPath;

    /// <summary>What this live system lacks to install a loader: files and programs, for people. Asked before anything is touched.</summary>
    public static IReadOnlyList<string> Missing(HostKind host, LoaderKind kind, TargetFirmware firmware, bool nvramEntry)
    {
        if (host == HostKind.NixOS)
            return [];
        string[] files = kind switch
        {
            LoaderKind.SystemdBoot => [SystemdBootPath],
            LoaderKind.Grub => [$"{GrubModules}/{(firmware == TargetFirmware.Bios ? "i386-pc" : "x86_64-efi")}/normal.mod"],
        };
        string[] programs = [.. kind == LoaderKind.Grub ? ["grub-install"] : Array.Empty<string>(), .. nvramEntry && firmware == TargetFirmware.Uefi ? ["efibootmgr", "sfdisk"] : Array.Empty<string>()];
        return [.. files.Where(file => !File.Exists(file)), .. programs.Where(program => ProgramPath.Find(program) is null)];
    }
}
