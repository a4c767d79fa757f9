using System.CommandLine;
using Clu.Cli.Help;
using Clu.Cli.Reports;
using Clu.Nix.StorePaths;
using Clu.Stores;
using Clu.Stores.Collecting;
using Clu.Stores.Local;

namespace Clu.Cli.Commands;

/// <summary><c>clu roots</c>, and <c>clu roots add|remove</c>.</summary>
internal static class RootsCommands
{
    /// <summary>Makes the group.</summary>
    public static Command Create(Terminal terminal)
    {
        Option<string> store = StoreOptions.Store();
        Option<bool> json = new(CluCommand.JsonName) { Description = "The result as a JSON line" };
        CluCommand command = new("roots", "List what keeps paths of a store from being deleted")
        {
            Details = "Prints a line for each root, as nix-store --gc --print-roots does.",
            Examples =
            [
                new HelpExample("clu roots", "of this machine's store"),
                new HelpExample("clu roots add ./result ./keep", "./keep, a link that keeps it"),
                new HelpExample("clu roots remove ./keep", "the link goes; gc takes the rest"),
            ],
        };
        command.Add(store);
        command.Add(json);
        command.Add(Add(terminal));
        command.Add(Remove(terminal));
        command.SetAction((parsed, _) =>
        {
            using ICollectableStore opened = StoreOptions.Collectable(StoreUrl.Parse(parsed.GetRequiredValue(store)), toRead: true);
            RootsReport.Write(opened.Roots(), opened, parsed.GetValue(json), terminal);
            return Task.FromResult(ExitCode.Done);
        });
        return command;
    }

    private static CluCommand Add(Terminal terminal)
    {
        Argument<string> path = new("PATH") { Description = "A store path, or a link to one" };
        Argument<string> link = new("LINK") { Description = "The link to make" };
        Option<string> store = StoreOptions.Store();
        Option<bool> json = new(CluCommand.JsonName) { Description = "The result as a JSON line" };
        CluCommand command = new("add", "Make a link that keeps a path as long as it is there")
        {
            Examples = [new HelpExample("clu roots add ./result ./keep", "as nix-store --add-root does")],
        };
        command.Add(path);
        command.Add(link);
        command.Add(store);
        command.Add(json);
        command.SetAction((parsed, _) =>
        {
            using LocalStore opened = Open(parsed.GetRequiredValue(store));
            StorePath found = StorePathFinder.Find(parsed.GetRequiredValue(path), opened.Directory);
            string full = Path.GetFullPath(parsed.GetRequiredValue(link));
            opened.AddRoot(found, full);
            if (parsed.GetValue(json))
                PathsReport.WriteJson("rooted", opened, [opened.Directory.Print(found)], terminal.Lines);
            else
                terminal.Lines.WriteLine(full);
            return Task.FromResult(ExitCode.Done);
        });
        return command;
    }

    private static CluCommand Remove(Terminal terminal)
    {
        Argument<string> link = new("LINK") { Description = "A link that clu roots lists" };
        Option<string> store = StoreOptions.Store();
        Option<bool> json = new(CluCommand.JsonName) { Description = "The result as a JSON line" };
        CluCommand command = new("remove", "Remove a link that keeps a path")
        {
            Details = "The path stays until garbage is collected.",
            Examples = [new HelpExample("clu roots remove ./keep", "the link, and its entry in the store")],
        };
        command.Add(link);
        command.Add(store);
        command.Add(json);
        command.SetAction((parsed, _) =>
        {
            using LocalStore opened = Open(parsed.GetRequiredValue(store));
            opened.RemoveRoot(parsed.GetRequiredValue(link));
            if (parsed.GetValue(json))
                PathsReport.WriteJson("removed", opened, [], terminal.Lines);
            return Task.FromResult(ExitCode.Done);
        });
        return command;
    }

    private static LocalStore Open(string url) => StoreOpener.OpenExisting<LocalStore>(StoreUrl.Parse(url), TimeProvider.System, "keeping roots");
}
