using System.CommandLine;
using Clu.Cli.Help;
using Clu.Stores;
using Clu.Stores.Local;

namespace Clu.Cli.Commands;

/// <summary><c>clu import</c>.</summary>
internal static class ImportCommand
{
    private const int BufferSize = 1 << 17;

    /// <summary>Makes the command.</summary>
    public static Command Create(Terminal terminal)
    {
        Option<string> store = StoreOptions.Store();
        Option<bool> noCheckSigs = new("--no-check-sigs") { Description = "Take objects whose path does not tell their content" };
        Option<bool> json = new(CluCommand.JsonName) { Description = "The result as a JSON line" };
        CluCommand command = new("import", "Take the stream of clu export or nix-store --export on standard input")
        {
            Details = "Prints the imported paths. An export carries no signatures: what needs one is refused.",
            WhenInterrupted = "run it again: objects that were complete are kept",
            Examples =
            [
                new HelpExample("clu import < closure.export", "into this machine's store"),
                new HelpExample("clu import --store /mnt < closure.export", "into a mounted target"),
                new HelpExample("zstd -dc e.zst | clu import --no-check-sigs", "trust it as it is"),
            ],
        };
        foreach (Option option in new Option[] { store, noCheckSigs, json })
            command.Add(option);
        command.SetAction((parsed, cancellation) =>
        {
            if (!Console.IsInputRedirected)
                throw CliErrors.CommandLine("an export is not read from a terminal", "say where from: < FILE, or COMMAND |");
            using LocalStore opened = StoreOpener.OpenWritable<LocalStore>(
                StoreUrl.Parse(parsed.GetRequiredValue(store)), TimeProvider.System, "importing");
            using BufferedStream input = new(Console.OpenStandardInput(), BufferSize);
            List<string> imported = [];
            bool asJson = parsed.GetValue(json);
            opened.Import(
                input,
                checkSignatures: !parsed.GetValue(noCheckSigs),
                info =>
                {
                    string path = opened.Directory.Print(info.Path);
                    imported.Add(path);
                    if (!asJson)
                        terminal.Lines.WriteLine(path);
                },
                cancellation);
            if (asJson)
                Reports.PathsReport.WriteJson("imported", opened, imported, terminal.Lines);
            return Task.FromResult(ExitCode.Done);
        });
        return command;
    }
}
