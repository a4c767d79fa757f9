using System.CommandLine;
using System.Text;
using Clu.Cli.Help;
using Clu.Cli.Reports;
using Clu.Nix.Listings;
using Clu.Nix.StorePaths;
using Clu.Stores;

namespace Clu.Cli.Commands;

/// <summary><c>clu ls</c>.</summary>
internal static class ListCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(Terminal terminal)
    {
        Argument<string> path = new("PATH") { Description = "A store path, or a path in one" };
        Option<string> store = StoreOptions.Store();
        Option<bool> recursive = new("--recursive", "-R") { Description = "With what is below" };
        Option<bool> details = new("--long", "-l") { Description = "Kind and rights, bytes, targets of links" };
        Option<bool> directory = new("--directory", "-d") { Description = "A directory itself, not what is in it" };
        Option<bool> json = new(CluCommand.JsonName) { Description = "As nix store ls --json prints it" };
        CluCommand command = new("ls", "List files in a store")
        {
            Examples =
            [
                new HelpExample("clu ls -l ./result/bin", "in this machine's store"),
                new HelpExample("clu ls --store iso:my.iso -R /nix/store/…-hello", "on a medium"),
                new HelpExample("clu ls --store https://cache.example.org P", "in a cache"),
            ],
        };
        command.Add(path);
        foreach (Option option in new Option[] { store, recursive, details, directory, json })
            command.Add(option);
        command.SetAction((parsed, _) =>
        {
            using IStore opened = StoreOpener.Open(StoreUrl.Parse(parsed.GetRequiredValue(store)));
            (StorePath found, string rest) = StorePathFinder.FindInside(parsed.GetRequiredValue(path), opened.Directory);
            ListingNode node = new StoreFiles(opened).List(found, rest);
            if (parsed.GetValue(json))
            {
                terminal.Lines.WriteLine(Encoding.UTF8.GetString(Listing.WriteNode(node, parsed.GetValue(recursive))));
                return Task.FromResult(ExitCode.Done);
            }

            string name = Path.GetFileName(rest.TrimEnd('/')) is { Length: > 0 } last ? last : found.BaseName;
            StoreListingReport report = new(terminal.Lines, parsed.GetValue(details), parsed.GetValue(recursive));
            if (node is not ListingDirectory { Entries: var entries })
                report.Write(node, name);
            else if (parsed.GetValue(directory))
                report.WriteLine(node, ".");
            else
                report.WriteEntries(entries, ".");
            return Task.FromResult(ExitCode.Done);
        });
        return command;
    }
}
