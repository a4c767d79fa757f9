using Clu.Install.Choices;
using Clu.Install.Disks;
using Clu.Install.Layouts;
using Clu.Install.Personalising;
using Clu.Media.Hosts;
using Clu.Systems.Toml;

namespace Clu.Install.Answers.Resolving;

/// <summary>
/// Turns answers, the medium's defaults and the machine into choices. It finds everything that is missing or impossible, not the first alone, and reads
/// the files that answers name; it changes nothing.
/// </summary>
/// <param name="manifest">The medium's hosts.</param>
/// <param name="machine">The machine.</param>
/// <param name="findLayout">The layout of a name or file; an error of it becomes a problem. Null for a name that is not known.</param>
/// <param name="openTarget">The files of a host's system, to know its time zones; null leaves that unchecked.</param>
public sealed class AnswersResolver(
    MediumManifest manifest, MachineFacts machine, Func<string, DiskLayout?> findLayout, Func<MediumHost, ITargetFiles?>? openTarget = null)
{
    /// <summary>Resolves answers; the same answers on the same machine always come to the same.</summary>
    /// <param name="answers">The answers.</param>
    /// <param name="needsLogin">
    /// Whether somebody has to be able to log in; false for answers without secrets, which only open the disks of an interrupted installation.
    /// </param>
    public AnswersResolution Resolve(InstallAnswers answers, bool needsLogin = true)
    {
        ProblemList problems = new();
        SecretReader secrets = new(problems);
        MediumHost? host = FindHost(answers, problems);
        DiskLayout? layout = FindLayout(answers, host, problems);
        IReadOnlyList<BlockDevice>? disks = FindDisks(answers, layout, problems);
        DiskSecret? secret = FindSecret(answers, layout, secrets, problems);
        TargetFirmware firmware = answers.Firmware switch
        {
            FirmwareAnswer.Bios => TargetFirmware.Bios,
            FirmwareAnswer.Uefi => TargetFirmware.Uefi,
            FirmwareAnswer.Auto or null => machine.StartedByUefi ? TargetFirmware.Uefi : TargetFirmware.Bios,
        };
        LoaderKind loader = FindLoader(answers, firmware, problems);
        bool nvram = FindNvram(answers, firmware, problems);
        MachineChoices? choices = new MachineResolver(problems, secrets, host is null ? null : openTarget?.Invoke(host))
            .Resolve(answers, host, machine.NewMachineId, needsLogin);
        bool decided = problems.Problems.Count == 0 && host is not null && disks is not null && layout is not null && choices is not null;
        return new AnswersResolution
        {
            Problems = problems.Problems,
            Host = host,
            Disks = disks ?? [],
            Layout = layout,
            Firmware = firmware,
            Choices = !decided ? null : new InstallChoices
            {
                Host = host!,
                Disks = disks!,
                Layout = layout!,
                Secret = secret,
                Firmware = firmware,
                Loader = loader,
                NvramEntry = nvram,
                Machine = choices!,
            },
        };
    }

    private MediumHost? FindHost(InstallAnswers answers, ProblemList problems)
    {
        string names = string.Join(", ", manifest.Hosts.Select(host => host.Name));
        if (answers.Host is not { } name)
        {
            if (manifest.Hosts.Count == 1)
                return manifest.Hosts[0];
            string reason = manifest.Hosts.Count == 0 ? "the medium has no host to install" : "the medium has several hosts";
            problems.Missing("host", reason, manifest.Hosts.Count == 0 ? "add a [[host]] to the medium's profile" : $"give 'host': {names}");
            return null;
        }

        if (manifest.Hosts.FirstOrDefault(host => host.Name == name.Text) is { } found)
            return found;
        string? nearest = EditDistance.Nearest(name.Text, manifest.Hosts.Select(host => host.Name));
        problems.Impossible("host", $"the medium has no host '{name}'", nearest is null ? $"it has {(names.Length == 0 ? "none" : names)}" : $"did you mean '{nearest}'?");
        return null;
    }

    private DiskLayout? FindLayout(InstallAnswers answers, MediumHost? host, ProblemList problems)
    {
        if (answers.InlineLayout is { } inline)
            return inline;
        if ((answers.Layout ?? host?.Defaults.Layout) is not { } name)
        {
            problems.Missing("layout", "no layout of the disk is chosen", "give 'layout', like layout = \"ext4\"");
            return null;
        }

        int before = problems.Problems.Count;
        DiskLayout? layout = problems.Try("layout", () => findLayout(name)!);
        if (layout is null && problems.Problems.Count == before)
            problems.Impossible("layout", $"there is no layout '{name}'", "docs/layouts.md lists those that clu brings along");
        return layout;
    }

    private IReadOnlyList<BlockDevice>? FindDisks(InstallAnswers answers, DiskLayout? layout, ProblemList problems)
    {
        if (answers.Disks is not { } rules)
        {
            problems.Missing("disk", $"no disk is chosen: there are {DiskText.Of(machine.Disks)}", "give [disk] with 'device', 'serial', 'smallest-over' or 'only'");
            return null;
        }

        if (layout is not null && rules.Count != layout.DiskCount)
        {
            problems.Impossible(
                "disk", $"the layout '{layout.Name}' needs {layout.DiskCount} disk(s) and there are {rules.Count} rule(s)", "give one [[disk]] for each");
            return null;
        }

        return new DiskChooser(machine.Disks, problems).Choose(rules);
    }

    private static DiskSecret? FindSecret(InstallAnswers answers, DiskLayout? layout, SecretReader secrets, ProblemList problems)
    {
        if (answers.Encryption is not { } encryption)
        {
            if (layout is { IsEncrypted: true })
            {
                problems.Missing(
                    "encryption", $"the layout '{layout.Name}' encrypts, and nothing is given that opens it",
                    "give [encryption] with 'passphrase', 'passphrase-file' or 'key-file'");
            }

            return null;
        }

        if (layout is { IsEncrypted: false })
        {
            problems.Impossible("encryption", $"the layout '{layout.Name}' encrypts nothing", "choose a layout with LUKS, or leave [encryption] out");
            return null;
        }

        return secrets.Disk(encryption);
    }

    private static LoaderKind FindLoader(InstallAnswers answers, TargetFirmware firmware, ProblemList problems)
    {
        if (firmware == TargetFirmware.Bios && answers.Loader == LoaderKind.SystemdBoot)
            problems.Impossible("boot.loader", "systemd-boot starts by UEFI only, and the machine is to start by BIOS", "give loader = \"grub\", or leave it out");
        return answers.Loader ?? (firmware == TargetFirmware.Uefi ? LoaderKind.SystemdBoot : LoaderKind.Grub);
    }

    private bool FindNvram(InstallAnswers answers, TargetFirmware firmware, ProblemList problems)
    {
        bool can = firmware == TargetFirmware.Uefi && machine is { StartedByUefi: true, CanWriteBootList: true };
        if (answers.NvramEntry == true && !can)
        {
            problems.Impossible(
                "boot.nvram", "the firmware's boot list can be written only when the live system was started by UEFI",
                "start the medium by UEFI, or leave 'nvram' out: the machine starts from the removable path then");
        }

        return answers.NvramEntry ?? can;
    }
}
