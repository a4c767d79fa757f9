using System.CommandLine;
using Clu.Cli.Help;
using Clu.Nix.ContentAddresses;
using Clu.Stores;

namespace Clu.Cli.Commands;

/// <summary><c>clu add</c>.</summary>
internal static class AddCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(Terminal terminal)
    {
        Argument<string> path = new("PATH") { Description = "A file or directory; a link is added as a link" };
        Option<string?> name = new("--name", "-n") { Description = "Its name in the store (default: the name that it has)", HelpName = "NAME" };
        ChoiceOption<ContentAddressMethod> mode = new("--mode", ("nar", ContentAddressMethod.Nar), ("flat", ContentAddressMethod.Flat))
        {
            Description = "Address the tree, or the bytes of one file (default: nar)",
        };
        Option<string> store = StoreOptions.Store();
        Option<bool> dryRun = new("--dry-run") { Description = "Print the path, add nothing" };
        Option<bool> json = new(CluCommand.JsonName) { Description = "The result as a JSON line" };
        CluCommand command = new("add", "Add a file or directory to a store")
        {
            Details = "Prints its store path, which is the one that nix store add gives it.",
            Examples =
            [
                new HelpExample("clu add ./config", "a directory"),
                new HelpExample("clu add --mode flat --name src.tar.gz ./v1.tar.gz", "a download"),
                new HelpExample("clu add --dry-run ./config", "which path it would get"),
            ],
        };
        command.Add(path);
        foreach (Option option in new Option[] { name, mode, store, dryRun, json })
            command.Add(option);
        command.SetAction((parsed, cancellation) =>
        {
            StoreUrl url = StoreUrl.Parse(parsed.GetRequiredValue(store));
            bool dry = parsed.GetValue(dryRun);
            using IStore opened = dry ? StoreOpener.Open(url) : StoreOpener.OpenWritable(url, TimeProvider.System);
            string source = Path.GetFullPath(parsed.GetRequiredValue(path)).TrimEnd('/');
            StoreAddition addition = new(source, parsed.GetValue(name) ?? Path.GetFileName(source), parsed.GetValue(mode), opened.Directory);
            if (opened is IWritableStore writable && !dry)
                addition.AddTo(writable, cancellation);
            string printed = opened.Directory.Print(addition.Info.Path);
            if (parsed.GetValue(json))
                Reports.PathsReport.WriteJson(dry ? "planned" : "added", opened, [printed], terminal.Lines);
            else
                terminal.Lines.WriteLine(printed);
            return Task.FromResult(ExitCode.Done);
        });
        return command;
    }
}
