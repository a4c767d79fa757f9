using System.Globalization;
using Clu.Install.Choices;
using Clu.Install.Disks;
using Clu.Install.Plans;
using Clu.Nix.StorePaths;

namespace Clu.Install.Preflights;

/// <summary>Finds out before a disk is touched whether an installation can succeed: refusing is better than half a machine.</summary>
public static class Preflight
{
    /// <summary>A kernel given 256 MiB has about 210; the live system itself needs most of that.</summary>
    private const long LeastMemory = 180L << 20;

    /// <summary>Room for the database, logs, and what the system writes when it first starts.</summary>
    private const long RoomBesideStore = 128L << 20;

    private static readonly DateTimeOffset _earliest = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Judges a plan.</summary>
    /// <param name="plan">What is to be done.</param>
    /// <param name="facts">The machine.</param>
    /// <param name="onMedium">Whether the medium has a store object.</param>
    /// <param name="hasProgram">Whether the live system has a program.</param>
    public static PreflightReport Check(InstallPlan plan, MachineFacts facts, Func<StorePath, bool> onMedium, Func<string, bool> hasProgram)
    {
        List<PreflightFinding> findings = [];
        InstallChoices choices = plan.Choices;
        CheckDisks(choices, findings);
        CheckFirmware(choices, facts, findings);
        CheckMemory(plan, facts, findings);
        CheckSize(plan, findings);
        CheckObjects(choices, onMedium, findings);
        CheckPrograms(plan, hasProgram, findings);
        if (facts.Time < _earliest)
        {
            findings.Add(new(
                FindingSeverity.Warning, "clock", Text($"the clock says {facts.Time:yyyy-MM-dd}: certificates and times of files will be wrong"),
                "set it with `date -s`, then `hwclock --systohc`"));
        }

        return new PreflightReport(findings);
    }

    private static void CheckDisks(InstallChoices choices, List<PreflightFinding> findings)
    {
        foreach (BlockDevice disk in choices.Disks)
        {
            if (disk.Refusal is { } refusal)
                findings.Add(new(FindingSeverity.Refusal, "disk-in-use", $"{disk.Path} cannot be installed on: {refusal}", "choose another disk"));
            if (disk.Contents.Count > 0)
            {
                string contents = string.Join(", ", disk.Contents.Select(Describe));
                findings.Add(new(FindingSeverity.Note, "existing-data", $"everything on {disk.Path} will be gone: {contents}"));
            }
        }

        if (choices.Disks.DistinctBy(disk => disk.Path).Count() < choices.Disks.Count)
            findings.Add(new(FindingSeverity.Refusal, "disk-twice", "a disk is chosen twice", "choose different disks"));
        if (choices.Disks.Count != choices.Layout.DiskCount)
        {
            findings.Add(new(
                FindingSeverity.Refusal, "disk-count", Text($"the layout '{choices.Layout.Name}' needs {choices.Layout.DiskCount} disks and {choices.Disks.Count} are chosen")));
        }
    }

    private static string Describe(DiskContent content)
    {
        string type = content.Type.Length > 0 ? content.Type : "unknown";
        return Text($"{content.Path} ({type}{(content.Label.Length > 0 ? $" '{content.Label}'" : "")}, {content.Size >> 20} MiB)");
    }

    private static void CheckFirmware(InstallChoices choices, MachineFacts facts, List<PreflightFinding> findings)
    {
        if (choices.Firmware != facts.Firmware)
        {
            findings.Add(new(
                FindingSeverity.Refusal, "firmware", $"this machine was started by {NameOf(facts.Firmware)}, and the installation is for {NameOf(choices.Firmware)}",
                $"start the medium by {NameOf(choices.Firmware)}, or install for {NameOf(facts.Firmware)}"));
        }

        if (choices.Loader == LoaderKind.SystemdBoot && choices.Firmware == TargetFirmware.Bios)
            findings.Add(new(FindingSeverity.Refusal, "loader", "systemd-boot starts by UEFI alone", "take GRUB"));
    }

    private static string NameOf(TargetFirmware firmware) => firmware switch
    {
        TargetFirmware.Bios => "BIOS",
        TargetFirmware.Uefi => "UEFI",
    };

    /// <summary>Deriving a LUKS2 key takes memory that an installed machine must have again at each start.</summary>
    private static void CheckMemory(InstallPlan plan, MachineFacts facts, List<PreflightFinding> findings)
    {
        bool encrypted = plan.Disks.UnlockMemory > 0;
        long least = LeastMemory + plan.Disks.UnlockMemory;
        if (facts.Memory > 0 && facts.Memory < least)
        {
            findings.Add(new(
                FindingSeverity.Refusal, "memory",
                Text($"{(encrypted ? "a layout with LUKS2" : "an installation")} needs {least >> 20} MiB of RAM and this machine has {facts.Memory >> 20} MiB"),
                encrypted ? "take a layout without encryption" : null));
        }
    }

    private static void CheckSize(InstallPlan plan, List<PreflightFinding> findings)
    {
        long needed = plan.Choices.Host.ClosureSize + (plan.Choices.Host.Offline?.ClosureSize ?? 0) + RoomBesideStore;
        long room = plan.Disks.StoreRoom;
        if (room < needed)
        {
            findings.Add(new(
                FindingSeverity.Refusal, "disk-too-small",
                Text($"'{plan.Choices.Host.Name}' needs {needed >> 20} MiB, and the layout '{plan.Choices.Layout.Name}' leaves {room >> 20} MiB for it on {string.Join(" and ", plan.Choices.Disks.Select(disk => disk.Path))}"),
                "choose a larger disk, or a layout that leaves more"));
        }
    }

    private static void CheckObjects(InstallChoices choices, Func<StorePath, bool> onMedium, List<PreflightFinding> findings)
    {
        StorePath[] missing = [.. choices.Host.All.Where(path => !onMedium(path))];
        if (missing.Length > 0)
        {
            findings.Add(new(
                FindingSeverity.Refusal, "missing-object",
                Text($"the medium lacks {missing.Length} of {choices.Host.All.Count()} store objects of '{choices.Host.Name}': {StoreDirectory.Default.Print(missing[0])}{(missing.Length > 1 ? " and more" : "")}"),
                "write the medium again from a sound image"));
        }
    }

    private static void CheckPrograms(InstallPlan plan, Func<string, bool> hasProgram, List<PreflightFinding> findings)
    {
        string[] missing =
        [
            .. plan.Steps.SelectMany(step => step.Actions).OfType<InstallAction.Run>()
                .Where(run => !run.Command.InTarget)
                .Select(run => run.Command.Program)
                .Distinct()
                .Where(program => !hasProgram(program))
                .Order(StringComparer.Ordinal),
        ];
        if (missing.Length > 0)
        {
            findings.Add(new(
                FindingSeverity.Refusal, "missing-program", $"the live system lacks {string.Join(", ", missing)}",
                "add the packages to the medium's profile"));
        }
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
