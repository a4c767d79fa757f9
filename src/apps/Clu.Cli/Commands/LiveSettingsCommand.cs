using System.CommandLine;
using Clu.Images.PersonalAreas;
using Clu.Install.Live;
using Clu.Install.Tools;
using Clu.Media.Live;

namespace Clu.Cli.Commands;

/// <summary><c>clu live-settings apply</c>: a service of the live system runs it at boot. People do not need it, so the help does not list it.</summary>
internal static class LiveSettingsCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(Terminal terminal)
    {
        Option<string> area = new("--area")
        {
            Description = "The personal area (default: that of the live medium)",
            HelpName = "FILE",
            DefaultValueFactory = _ => LiveMedium.PersonalArea,
        };
        CluCommand apply = new("apply", "Apply what the medium's personal area says") { Details = "Needs root." };
        apply.Add(area);
        apply.SetAction(async (parsed, cancellation) =>
        {
            if (LiveSettingsWriter.ReadArea(parsed.GetRequiredValue(area)) is not PersonalContent content)
                return ExitCode.Done;
            foreach (string done in await new LiveSettingsWriter("", new ToolRunner()).ApplyAsync(content, cancellation).ConfigureAwait(false))
                terminal.Lines.WriteLine(done);
            return ExitCode.Done;
        });
        return new CluCommand("live-settings", "What the medium says about the live system") { apply }.Hide();
    }

    private static CluCommand Hide(this CluCommand command)
    {
        command.Hidden = true;
        return command;
    }
}
