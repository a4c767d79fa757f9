using Clu.Cli.Reports;
using Clu.Cli.Wizard.Choices;
using Clu.Install.Answers;
using Clu.Install.Choices;
using Clu.Install.Execution;
using Clu.Install.Layouts;
using Clu.Install.Personalising;

namespace Clu.Cli.Installing;

/// <summary>Reads what the wizard offers.</summary>
internal static class FactsReader
{
    /// <summary>Reads it.</summary>
    /// <param name="session">Medium and machine.</param>
    /// <param name="answers">Answers that were given: a layout out of a file is offered too.</param>
    public static InstallFacts Read(InstallSession session, InstallAnswers answers)
    {
        NameLists names = new("/");
        IReadOnlyList<InterruptedInstall> interrupted = [.. session.FindInterrupted().Where(one => one.HasAnswers)];
        return new InstallFacts
        {
            MediumLabel = session.Source.Manifest.Label,
            Hosts = session.Source.Manifest.Hosts,
            Disks = session.Disks,
            Layouts = LayoutsFor(answers, session.Firmware),
            Firmware = ChoiceWords.Of(session.Firmware),
            TimeZones = names.TimeZones(),
            Keymaps = names.Keymaps(),
            Locales = names.Locales(),
            Interfaces = names.Interfaces(),
            Wifi = NameLists.Wifi(LiveConnections.Find()),
            Interrupted = interrupted.Count == 1 ? Phrase(interrupted[0]) : null,
            InterruptedIsLocked = interrupted.Count == 1 && IsLocked(interrupted[0]),
        };
    }

    private static IReadOnlyList<LayoutChoice> LayoutsFor(InstallAnswers answers, TargetFirmware firmware)
    {
        List<DiskLayout> layouts = [.. LayoutCatalog.All];
        if (answers.InlineLayout is { } inline)
            layouts.Insert(0, inline);
        else if (answers.Layout is { } wanted && layouts.All(layout => layout.Name != wanted))
            layouts.Insert(0, LayoutCatalog.Find(wanted) with { Name = wanted });
        bool opensByFile = answers.Encryption is { PassphraseFile: not null } or { KeyFile: not null };
        return
        [
            .. layouts.Select(layout => new LayoutChoice(
                layout.Name, layout.Description, layout.DiskCount, layout.IsEncrypted && !opensByFile, LayoutFirmware.Obstacle(layout, firmware))),
        ];
    }

    private static string Phrase(InterruptedInstall one) => $"'{one.Header.Host}' on {one.Disk.Path[5..]}, begun {one.Header.Started:yyyy-MM-dd HH:mm}";

    private static bool IsLocked(InterruptedInstall one) => one.Done.Contains("encrypt");
}
