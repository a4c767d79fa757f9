using System.CommandLine;
using Clu.Cli.Help;
using Clu.Cli.Progress;
using Clu.Cli.Reports;
using Clu.Media.Inspection;

namespace Clu.Cli.Commands;

/// <summary><c>clu inspect</c>.</summary>
internal static class InspectCommand
{
    private const int MostWorkers = 1024;

    /// <summary>Makes the command.</summary>
    public static Command Create(Terminal terminal)
    {
        Argument<string> image = new("FILE") { Description = "The image; it is only read" };
        Option<bool> verify = new("--verify") { Description = "Unpack everything and check every hash" };
        Option<bool> all = new("--all") { Description = "List every store object and every package" };
        NumberOption workers = new("--workers", 1, MostWorkers) { Description = "Store objects checked at once (default: all cores)", HelpName = "N" };
        Option<bool> json = new(CluCommand.JsonName) { Description = "The report as one JSON object" };
        CluCommand command = new("inspect", "Show what is on an image and whether it is sound")
        {
            Details = "Reads any ISO in the layout of NixOS's installer. Damage ends it with exit code 3.",
            Examples =
            [
                new HelpExample("clu inspect my.iso", "what is on it; structure is checked"),
                new HelpExample("clu inspect my.iso --verify", "every hash is checked, too"),
                new HelpExample("clu inspect my.iso --json | jq .store.packages", "for scripts"),
            ],
        };
        command.Add(image);
        foreach (Option option in new Option[] { verify, all, workers, json })
            command.Add(option);
        command.SetAction((parsed, cancellation) =>
        {
            string file = parsed.GetRequiredValue(image);
            bool asJson = parsed.GetValue(json);
            InspectionOptions options = new() { Verify = parsed.GetValue(verify), Workers = parsed.GetValue(workers) ?? Environment.ProcessorCount };
            MediumReport report = Inspect(file, options, asJson, terminal, cancellation);
            if (asJson)
                InspectionJson.Write(file, report, terminal.Lines);
            else
                InspectionReport.Write(file, report, parsed.GetValue(all), terminal);
            return Task.FromResult(report.IsDamaged ? ExitCode.Damaged : ExitCode.Done);
        });
        return command;
    }

    private static MediumReport Inspect(string file, InspectionOptions options, bool json, Terminal terminal, CancellationToken cancellation)
    {
        // One document, so that a program reads it whole.
        using IProgressRenderer? progress = json ? null : ProgressRenderer.Create(terminal, json: false, quiet: false, TimeProvider.System);
        return MediumInspector.InspectFile(file, options, progress, cancellation);
    }
}
