using System.CommandLine;
using Clu.Install.DiskImages;
using Clu.Install.Tools;

namespace Clu.Cli.Commands;

/// <summary><c>clu first-boot</c>: a service of a system from an image runs it once. People do not need it, so the help does not list it.</summary>
internal static class FirstBootCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(Terminal terminal)
    {
        CluCommand command = new("first-boot", "Take the whole disk, and make keys") { Details = "Needs root.", Hidden = true };
        command.SetAction(async (_, cancellation) =>
        {
            foreach (string done in await FirstBoot.RunAsync(new ToolRunner(), cancellation).ConfigureAwait(false))
                terminal.Lines.WriteLine(done);
            return ExitCode.Done;
        });
        return command;
    }
}
