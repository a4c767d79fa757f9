using System.CommandLine;
using Clu.Cli.Help;
using Clu.Cli.Progress;
using Clu.Stores;
using Clu.Stores.Exports;
using Clu.Stores.Progress;

namespace Clu.Cli.Commands;

/// <summary><c>clu export</c>.</summary>
internal static class ExportCommand
{
    private const string Step = "export";
    private const int BufferSize = 1 << 17;

    /// <summary>Makes the command.</summary>
    public static Command Create(Terminal terminal)
    {
        Argument<string[]> paths = StoreOptions.Paths();
        Option<string> store = StoreOptions.Store();
        Option<bool> all = StoreOptions.All();
        Option<bool> recursive = StoreOptions.Recursive();
        Option<bool> quiet = new("--quiet", "-q") { Description = "Print errors only" };
        CluCommand command = new("export", "Write store paths as a stream that clu and Nix import")
        {
            Details = "The bytes are those of nix-store --export. They carry no signatures.",
            Examples =
            [
                new HelpExample("clu export -r ./result > closure.export", "a closure into a file"),
                new HelpExample("clu export -r P | ssh host clu import", "to another machine"),
                new HelpExample("clu export --store iso:my.iso -r P | zstd > e.zst", "from a medium"),
            ],
        };
        command.Add(paths);
        foreach (Option option in new Option[] { store, all, recursive, quiet })
            command.Add(option);
        command.SetAction((parsed, cancellation) =>
        {
            if (!Console.IsOutputRedirected)
                throw CliErrors.CommandLine("an export is not written to a terminal", "say where: > FILE, or | COMMAND");
            using IStore opened = StoreOpener.Open(StoreUrl.Parse(parsed.GetRequiredValue(store)));
            var chosen = StoreOptions.Chosen(opened, parsed.GetValue(paths) ?? [], parsed.GetValue(all));
            var objects = StoreOptions.Objects(opened, chosen, parsed.GetValue(recursive), cancellation);
            using IProgressRenderer progress = ProgressRenderer.Create(terminal, json: false, parsed.GetValue(quiet), TimeProvider.System);
            progress.Report(new ProgressEvent.StepStarted(Step, $"Exporting {Text.Figures.Count(objects.Count, "store object")}", objects.Sum(info => info.NarSize)));
            long done = 0;
            using (BufferedStream output = new(Console.OpenStandardOutput(), BufferSize))
            {
                StoreExport.Write(opened, objects, output, (info, bytes) =>
                {
                    cancellation.ThrowIfCancellationRequested();
                    progress.Report(new ProgressEvent.StepAdvanced(Step, done += bytes, info.Path.Name));
                });
            }

            progress.Report(new ProgressEvent.StepFinished(Step, Text.Figures.Count(objects.Count, "store object")));
            return Task.FromResult(ExitCode.Done);
        });
        return command;
    }
}
