using Clu.Binary;
using Clu.Install.Choices;
using Clu.Install.Entering;
using Clu.Install.Loaders.Verification;
using Clu.Install.Tools;
using Clu.Media.Hosts;
using Clu.Media.Inspection;
using Clu.Media.Live;
using Clu.Nix.StorePaths;

namespace Clu.Install.Loaders;

/// <summary>
/// Looks at a target that is still mounted as a firmware and a loader will: at the files that are there, not at what should have been written.
/// </summary>
/// <param name="runner">Runs <c>blkid</c>, <c>sfdisk</c> and <c>efibootmgr</c>.</param>
public sealed class LoaderVerification(ToolRunner runner)
{
    private const string DefaultLine = "default ";

    /// <summary>Checks loader, menus, kernels, boot code, <c>fstab</c>, <c>crypttab</c> and the firmware's entry.</summary>
    /// <param name="request">What was planned.</param>
    /// <param name="cancel">Ends it between two programs.</param>
    /// <returns>What is wrong: none when the machine will start.</returns>
    /// <exception cref="CluException">CLU0690, CLU0691: a program that looks is missing or failed.</exception>
    public async Task<IReadOnlyList<Finding>> CheckAsync(LoaderRequest request, CancellationToken cancel)
    {
        FindingSink findings = new();
        DeviceIdentifiers devices = await DeviceIdentifiers.ReadAsync(runner, cancel).ConfigureAwait(false);
        IReadOnlyList<MountedFileSystem> mounts = MountTable.Read();
        string? rootUuid = mounts.At(request.Root)?.Source is { } device ? devices.UuidOf(device) : null;
        if (rootUuid is null)
            findings.Warning($"nobody knows the UUID of what is mounted at {request.Root}");
        MenuCheck menus = new(request.Root, rootUuid, request.IsWrittenByClu, findings);
        foreach (BootFolder folder in BootFolder.Of(request.Disks))
        {
            string path = request.Root + folder.Path;
            if (folder.Prefix.Length == 0 && mounts.At(path) is null)
                findings.Error($"nothing is mounted at {path}");
            Programs(request, folder, findings);
            Menu(request, folder, menus, findings);
        }

        await BootCodeAsync(request, findings, cancel).ConfigureAwait(false);
        MountTableCheck table = new(request.Root, devices, findings);
        table.Fstab(required: request.Host.Kind == HostKind.Reference);
        table.Crypttab();
        if (request is { NvramEntry: true, Firmware: TargetFirmware.Uefi, IsWrittenByClu: true })
            await FirmwareAsync(request, findings, cancel).ConfigureAwait(false);
        return findings.All;
    }

    private static void Programs(LoaderRequest request, BootFolder folder, FindingSink findings)
    {
        if (request.Firmware == TargetFirmware.Bios)
            return;
        string path = request.Root + folder.Path;
        string removable = path + LoaderPlanner.RemovablePath;
        if (!request.IsWrittenByClu)
        {
            string efi = $"{path}/EFI";
            bool hasAny = Directory.Exists(efi) && Directory.EnumerateFiles(efi, "*.efi", new EnumerationOptions { RecurseSubdirectories = true, MatchCasing = MatchCasing.CaseInsensitive })
                .Any(file => !file.StartsWith($"{efi}/nixos/", StringComparison.OrdinalIgnoreCase) && EfiProgramCheck.Problem(file) is null);
            if (!hasAny)
                findings.Error($"{efi} has no boot loader for 64-bit UEFI");
            else if (EfiProgramCheck.Problem(removable) is not null)
                findings.Warning($"{removable} is not there: the machine starts only as long as its firmware keeps the entry for it");
            return;
        }

        string[] programs = request switch
        {
            { Kind: LoaderKind.SystemdBoot } => LoaderPlanner.SystemdBootPaths,
            { NvramEntry: true } => [LoaderPlanner.RemovablePath, LoaderPlanner.GrubPath],
            _ => [LoaderPlanner.RemovablePath],
        };
        foreach (string program in programs.Select(program => path + program))
        {
            if (EfiProgramCheck.Problem(program) is { } problem)
                findings.Error($"{program} {problem}");
            else if (request.Kind == LoaderKind.SystemdBoot && File.Exists(request.Files.SystemdBoot) && !FileBytes.BeginsWith(program, request.Files.SystemdBoot, exact: true))
                findings.Error($"{program} is not what {request.Files.SystemdBoot} is");
        }
    }

    private static void Menu(LoaderRequest request, BootFolder folder, MenuCheck menus, FindingSink findings)
    {
        string path = request.Root + folder.Path;
        string entries = path + SystemdBootText.EntryFolder;
        string configuration = path + GrubText.ConfigurationPath;
        bool isSystemdBoot = !request.IsWrittenByClu ? Directory.Exists(entries) : request.Kind == LoaderKind.SystemdBoot;
        IReadOnlyList<MenuItem> items;
        if (isSystemdBoot)
        {
            string[] files = Directory.Exists(entries) ? [.. Directory.EnumerateFiles(entries, "*.conf").Order(StringComparer.Ordinal)] : [];
            items = [.. files.Select(file => InstalledMenus.SystemdBoot(file, File.ReadAllText(file))).OfType<MenuItem>()];
            Default(path + SystemdBootText.ConfigurationPath, files, findings);
        }
        else
        {
            items = File.Exists(configuration) ? InstalledMenus.Grub(configuration, File.ReadAllText(configuration)) : [];
        }

        string init = $"{StoreDirectory.Default.Print(request.Host.Toplevel)}/init";
        if (items.Count == 0)
            findings.Error($"no menu below {path} starts a system");
        else if (items.All(item => item.Word("init") != init))
            findings.Error($"no menu below {path} starts {init}");
        foreach (MenuItem item in items)
            menus.Check(folder, item);
    }

    private static void Default(string configuration, IReadOnlyList<string> entries, FindingSink findings)
    {
        if (!File.Exists(configuration))
        {
            findings.Error($"{configuration} is not there");
            return;
        }

        // Patterns and the loader's own names (@saved) are its business.
        string? name = File.ReadLines(configuration).FirstOrDefault(line => line.StartsWith(DefaultLine, StringComparison.Ordinal))?[DefaultLine.Length..].Trim();
        if (name is not null && !name.StartsWith('@') && name.IndexOfAny(['*', '?', '[']) < 0 && entries.All(entry => Path.GetFileName(entry) != name))
            findings.Error($"{configuration} starts {name}, which is not there");
    }

    private async Task BootCodeAsync(LoaderRequest request, FindingSink findings, CancellationToken cancel)
    {
        if (request.Firmware != TargetFirmware.Bios)
            return;
        List<FindingSink> disks = [];
        foreach (string disk in request.Disks.BiosDisks)
        {
            FindingSink found = new();
            await new BootCodeCheck(runner, found).CheckAsync(disk, CoreFile(request, disk), cancel).ConfigureAwait(false);
            disks.Add(found);
        }

        // NixOS puts GRUB on the disks that its configuration names, which may be one of two.
        bool oneIsEnough = !request.IsWrittenByClu && disks.Any(found => found.All.Count == 0);
        foreach (Finding finding in disks.SelectMany(found => found.All))
        {
            if (oneIsEnough)
                findings.Warning(finding.Text);
            else
                findings.Error(finding.Text);
        }
    }

    private static string CoreFile(LoaderRequest request, string disk) => BootFolder.Of(request.Disks)
        .Where(folder => LoaderPlanner.BiosDisks(request, folder).Contains(disk))
        .Select(folder => $"{request.Root}{folder.Path}{GrubText.ConfigurationFolder}/i386-pc/core.img")
        .First();

    private async Task FirmwareAsync(LoaderRequest request, FindingSink findings, CancellationToken cancel)
    {
        FirmwareEntry entry = request.Kind == LoaderKind.SystemdBoot ? FirmwareEntry.SystemdBoot : FirmwareEntry.Grub;
        foreach ((string disk, int number) in request.Disks.EspPartitions)
        {
            string? problem = null;
            try
            {
                if (!await new FirmwareBootList(runner).HasAsync(disk, number, entry, cancel).ConfigureAwait(false))
                    problem = "it is not in its list";
            }
            catch (CluException e)
            {
                problem = e.Message;
            }

            if (problem is not null)
                findings.Warning($"the firmware keeps no entry '{entry.Label}' for partition {number} of {disk} ({problem}); it finds the loader by {LoaderPlanner.RemovablePath}");
        }
    }
}
