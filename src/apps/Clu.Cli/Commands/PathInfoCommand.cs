using System.CommandLine;
using Clu.Cli.Help;
using Clu.Cli.Reports;
using Clu.Stores;

namespace Clu.Cli.Commands;

/// <summary><c>clu path-info</c>.</summary>
internal static class PathInfoCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(Terminal terminal)
    {
        Argument<string[]> paths = StoreOptions.Paths();
        Option<string> store = StoreOptions.Store();
        Option<bool> all = StoreOptions.All();
        Option<bool> recursive = StoreOptions.Recursive();
        Option<bool> size = new("--size", "-s") { Description = "Bytes of each NAR" };
        Option<bool> closureSize = new("--closure-size", "-S") { Description = "Bytes of each with all that it refers to" };
        Option<bool> human = new("--human-readable") { Description = "Sizes with units" };
        Option<bool> sigs = new("--sigs") { Description = "Signatures and content addresses" };
        Option<bool> json = new(CluCommand.JsonName) { Description = "One JSON object, as nix path-info --json prints it" };
        NumberOption format = new("--json-format", 1, 3) { Description = "Which of Nix's formats (default: 1)", HelpName = "N" };
        CluCommand command = new("path-info", "Show what a store knows of its paths")
        {
            Examples =
            [
                new HelpExample("clu path-info --store iso:my.iso --all -s", "what is on a medium, with sizes"),
                new HelpExample("clu path-info -rS ./result", "a closure"),
                new HelpExample("clu path-info --json --all | jq keys", "for scripts"),
            ],
        };
        command.Add(paths);
        foreach (Option option in new Option[] { store, all, recursive, size, closureSize, human, sigs, json, format })
            command.Add(option);
        command.SetAction((parsed, cancellation) =>
        {
            using IStore opened = StoreOpener.Open(StoreUrl.Parse(parsed.GetRequiredValue(store)));
            var chosen = StoreOptions.Chosen(opened, parsed.GetValue(paths) ?? [], parsed.GetValue(all));
            var objects = StoreOptions.Objects(opened, chosen, parsed.GetValue(recursive), cancellation);
            PathInfoReport report = new(opened, objects)
            {
                Size = parsed.GetValue(size),
                ClosureSize = parsed.GetValue(closureSize),
                HumanReadable = parsed.GetValue(human),
                Signatures = parsed.GetValue(sigs),
            };
            if (parsed.GetValue(json))
                report.WriteJson(parsed.GetValue(format) ?? 1, terminal.Lines);
            else
                report.WriteText(terminal.Lines);
            return Task.FromResult(ExitCode.Done);
        });
        return command;
    }
}
