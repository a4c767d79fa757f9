using System.CommandLine;
using Clu.Cli.Help;
using Clu.Cli.Progress;
using Clu.Cli.Text;
using Clu.Install.Plans;
using Clu.Install.Populating;
using Clu.Nix.StorePaths;

namespace Clu.Cli.Commands;

/// <summary><c>clu populate</c>: the step of an installation that puts the system into a mounted target, for who installs by hand.</summary>
internal static class PopulateCommand
{
    private const int MostJobs = 1024;

    /// <summary>Makes the command.</summary>
    public static Command Create(Terminal terminal)
    {
        Argument<string> system = new("PATH") { Description = "The system: its path in the medium's store" };
        Option<string> from = new("--from") { Description = "The medium: ISO file, device or store image", HelpName = "FILE", Required = true };
        Option<string> root = new("--root") { Description = $"Where the target is mounted (default: {TargetRoot.Default})", HelpName = "DIR", DefaultValueFactory = _ => TargetRoot.Default };
        Option<bool> verify = new("--verify") { Description = "Read all of the target's store again and compare" };
        NumberOption jobs = new("--jobs", 1, MostJobs) { Description = "Objects copied at once (default: what cores and memory allow)", HelpName = "N" };
        Option<bool> json = new(CluCommand.JsonName) { Description = "Events and the result as JSON lines" };
        Option<bool> quiet = new("--quiet", "-q") { Description = "Print errors only" };
        CluCommand command = new("populate", "Put a system from a medium into a mounted target")
        {
            Details = "Copies, checks and registers the closure and makes it the system's profile. Boot loader and settings are left to you; clu install does all.",
            WhenInterrupted = "run the same command again: what was copied is kept",
            Examples =
            [
                new HelpExample("clu populate --from /iso/nix-store.squashfs P", "from the live medium to /mnt"),
                new HelpExample("clu populate --from my.iso --root /target P", "from a file"),
            ],
        };
        command.Add(system);
        foreach (Option option in new Option[] { from, root, verify, jobs, json, quiet })
            command.Add(option);
        command.SetAction((parsed, cancellation) =>
        {
            bool asJson = parsed.GetValue(json), isQuiet = parsed.GetValue(quiet);
            StorePath toplevel = StoreDirectory.Default.Parse(parsed.GetRequiredValue(system));
            PopulationResult result;
            using (IProgressRenderer progress = ProgressRenderer.Create(terminal, asJson, isQuiet, TimeProvider.System))
            {
                PopulationRequest request = new()
                {
                    MediumPath = parsed.GetRequiredValue(from),
                    Root = Path.GetFullPath(parsed.GetRequiredValue(root)),
                    Toplevel = toplevel,
                    Jobs = parsed.GetValue(jobs),
                    Clock = TimeProvider.System,
                    Progress = progress,
                };
                result = Population.Run(request, cancellation);
                if (parsed.GetValue(verify))
                    StoreVerification.Run(request.MediumPath, request.Root, [toplevel], progress, cancellation);
            }

            Report(result, parsed.GetRequiredValue(root), asJson, isQuiet, terminal);
            return Task.FromResult(ExitCode.Done);
        });
        return command;
    }

    private static void Report(PopulationResult result, string root, bool json, bool quiet, Terminal terminal)
    {
        if (json)
        {
            JsonLine.Write(terminal.Lines, "result", writer =>
            {
                writer.WriteString("outcome", "populated");
                writer.WriteString("root", root);
                writer.WriteNumber("objects", result.Objects);
                writer.WriteNumber("bytes", result.Bytes);
                writer.WriteNumber("copied", result.Copied);
                writer.WriteNumber("copiedBytes", result.CopiedBytes);
                writer.WriteNumber("salvaged", result.Salvaged);
                writer.WriteNumber("generation", result.Generation);
            });
        }
        else if (!quiet)
        {
            terminal.Error.Profile.Out.Writer.WriteLine(
                $"{Figures.Count(result.Objects, "store object")}, {Figures.Bytes(result.Bytes)}, registered in {root}; {Figures.Count(result.Copied)} copied now.");
        }
    }
}
