using System.CommandLine;
using Clu.Install.Growing;

namespace Clu.Cli.Commands;

/// <summary><c>clu first-boot</c>: a service of a system from an image runs it once. People do not need it, so the help does not list it.</summary>
internal static class FirstBootCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(Terminal terminal)
    {
        CluCommand command = new("first-boot", "Give the root file system all of its disk") { Details = "Needs root.", Hidden = true };
        command.SetAction((_, _) =>
        {
            if (RootGrowth.Grow() is { } grown)
                terminal.Lines.WriteLine(grown);
            File.Delete(RootGrowth.Marker);
            return Task.FromResult(ExitCode.Done);
        });
        return command;
    }
}
