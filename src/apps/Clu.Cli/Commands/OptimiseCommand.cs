using System.CommandLine;
using Clu.Cli.Help;
using Clu.Cli.Progress;
using Clu.Cli.Text;
using Clu.Stores;
using Clu.Stores.Local;
using Clu.Stores.Optimising;

namespace Clu.Cli.Commands;

/// <summary><c>clu optimise</c>.</summary>
internal static class OptimiseCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(Terminal terminal)
    {
        Option<string> store = StoreOptions.Store();
        Option<bool> dryRun = new("--dry-run") { Description = "Say what it would bring" };
        Option<bool> json = new(CluCommand.JsonName) { Description = "Events and the result as JSON lines" };
        Option<bool> quiet = new("--quiet", "-q") { Description = "Print errors only" };
        CluCommand command = new("optimise", "Keep equal files of a store once, by hard links")
        {
            Aliases = { "optimize" },
            WhenInterrupted = "what was linked is; the store is sound",
            Examples =
            [
                new HelpExample("clu optimise", "this machine's store"),
                new HelpExample("clu optimise --store /mnt --dry-run", "what it would bring"),
            ],
        };
        foreach (Option option in new Option[] { store, dryRun, json, quiet })
            command.Add(option);
        command.SetAction((parsed, cancellation) =>
        {
            bool dry = parsed.GetValue(dryRun), asJson = parsed.GetValue(json), isQuiet = parsed.GetValue(quiet);
            StoreUrl url = StoreUrl.Parse(parsed.GetRequiredValue(store));
            using IStore opened = dry ? StoreOpener.Open(url) : StoreOpener.OpenExisting<LocalStore>(url, TimeProvider.System, "optimising");
            if (opened is not IOptimisableStore optimisable)
                throw CliErrors.CommandLine($"'{url.Text}' has no files that could be linked", "name a local store");
            OptimiseResult result;
            using (IProgressRenderer progress = ProgressRenderer.Create(terminal, asJson, isQuiet, TimeProvider.System))
                result = optimisable.Optimise(dry, progress, cancellation);
            Report(result, opened, dry, asJson, isQuiet, terminal);
            return Task.FromResult(ExitCode.Done);
        });
        return command;
    }

    private static void Report(OptimiseResult result, IStore store, bool dry, bool json, bool quiet, Terminal terminal)
    {
        if (json)
        {
            JsonLine.Write(terminal.Lines, "result", writer =>
            {
                writer.WriteString("outcome", dry ? "planned" : "optimised");
                writer.WriteString("store", store.Url);
                writer.WriteNumber("files", result.FilesLinked);
                writer.WriteNumber("bytes", result.BytesFreed);
            });
        }
        else if (!quiet)
        {
            terminal.Error.Profile.Out.Writer.WriteLine(
                $"{Figures.Bytes(result.BytesFreed)} {(dry ? "would be freed" : "freed")} by linking {Figures.Count(result.FilesLinked, "file")}.");
        }
    }
}
