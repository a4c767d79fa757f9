using System.CommandLine;
using Clu.Cli.Help;
using Clu.Cli.Progress;
using Clu.Cli.Reports;
using Clu.Nix.StorePaths;
using Clu.Stores;
using Clu.Stores.Collecting;
using Clu.Stores.Copying;

namespace Clu.Cli.Commands;

/// <summary><c>clu delete</c>.</summary>
internal static class DeleteCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(Terminal terminal)
    {
        Argument<string[]> paths = new("PATH") { Description = "Store paths, or links to them", Arity = ArgumentArity.OneOrMore };
        Option<string> store = StoreOptions.Store();
        Option<bool> recursive = new("--recursive", "-r") { Description = "What they refer to, too, unless something else needs it" };
        Option<bool> ignoreLiveness = new("--ignore-liveness") { Description = "Roots do not count, save those of running processes" };
        Option<bool> dryRun = new("--dry-run") { Description = "Print what would be deleted" };
        Option<bool> json = new(CluCommand.JsonName) { Description = "Events and the result as JSON lines" };
        Option<bool> quiet = new("--quiet", "-q") { Description = "Print errors only" };
        CluCommand command = new("delete", "Delete paths from a store, if nothing needs them")
        {
            Details = "Deletes all of the paths or, if one is alive, none.",
            WhenInterrupted = "what was deleted is; the store is sound",
            Examples =
            [
                new HelpExample("clu delete /nix/store/…-hello-2.12", "one path"),
                new HelpExample("clu delete -r --dry-run ./result", "a closure: what would go"),
                new HelpExample("clu delete --ignore-liveness P", "rooted or not"),
            ],
        };
        command.Add(paths);
        foreach (Option option in new Option[] { store, recursive, ignoreLiveness, dryRun, json, quiet })
            command.Add(option);
        command.SetAction((parsed, cancellation) =>
        {
            bool dry = parsed.GetValue(dryRun), asJson = parsed.GetValue(json), isQuiet = parsed.GetValue(quiet);
            using ICollectableStore opened = StoreOptions.Collectable(StoreUrl.Parse(parsed.GetRequiredValue(store)), toRead: dry);
            StorePath[] named = [.. parsed.GetRequiredValue(paths).Select(path => StorePathFinder.Find(path, opened.Directory)).Distinct()];
            CollectionRequest request = new()
            {
                Only = parsed.GetValue(recursive)
                    ? [.. StoreClosure.Of(opened, named.Where(path => opened.Find(path) is not null), cancellation).Select(info => info.Path).Union(named)]
                    : named,
                Required = named,
                IgnoreRoots = parsed.GetValue(ignoreLiveness),
            };
            if (dry)
            {
                CollectionReport.WritePlan(opened.Plan(request), [], opened, live: false, asJson, isQuiet, terminal);
                return Task.FromResult(ExitCode.Done);
            }

            CollectionResult result;
            using (IProgressRenderer progress = ProgressRenderer.Create(terminal, asJson, isQuiet, TimeProvider.System))
                result = opened.Collect(request, progress, cancellation);
            CollectionReport.Write(result, [], opened, asJson, isQuiet, terminal);
            return Task.FromResult(ExitCode.Done);
        });
        return command;
    }
}
