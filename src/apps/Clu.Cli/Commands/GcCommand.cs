using System.CommandLine;
using Clu.Cli.Help;
using Clu.Cli.Progress;
using Clu.Cli.Reports;
using Clu.Stores;
using Clu.Stores.Collecting;
using Clu.Stores.Configuration;
using Clu.Stores.Local;

namespace Clu.Cli.Commands;

/// <summary><c>clu gc</c>.</summary>
internal static class GcCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(Terminal terminal)
    {
        Option<string> store = StoreOptions.Store();
        SizeOption mostBytes = new("--max-freed") { Description = "Stop once more than this is freed: 500M, 2G", Aliases = { "--max-free", "--max" } };
        Option<string[]> keep = new("--keep")
        {
            Description = "Keep this path, and what it refers to",
            HelpName = "PATH",
            DefaultValueFactory = _ => [],
        };
        Option<bool> deleteOld = new("--delete-old", "-d") { Description = "Remove all unused generations of profiles first" };
        DurationOption olderThan = new("--delete-older-than") { Description = "Only those not used for so long: 30d" };
        Option<bool> dryRun = new("--dry-run", "--print-dead") { Description = "Print what would be deleted" };
        Option<bool> printLive = new("--print-live") { Description = "Print what would be kept" };
        Option<bool> json = new(CluCommand.JsonName) { Description = "Events and the result as JSON lines" };
        Option<bool> quiet = new("--quiet", "-q") { Description = "Print errors only" };
        CluCommand command = new("gc", "Delete what no root of a store keeps")
        {
            Details = "Heeds keep-outputs and keep-derivations of nix.conf. Nix may work in the store at the same time.",
            WhenInterrupted = "what was deleted is; the store is sound",
            Examples =
            [
                new HelpExample("clu gc --dry-run", "what would be deleted"),
                new HelpExample("clu gc --max-freed 5G", "some of it"),
                new HelpExample("clu gc --delete-older-than 30d", "old generations, too"),
                new HelpExample("clu gc --store /mnt --keep ./result", "a mounted target"),
            ],
        };
        foreach (Option option in new Option[] { store, mostBytes, keep, deleteOld, olderThan, dryRun, printLive, json, quiet })
            command.Add(option);
        command.SetAction((parsed, cancellation) =>
        {
            bool dry = parsed.GetValue(dryRun), live = parsed.GetValue(printLive), asJson = parsed.GetValue(json), isQuiet = parsed.GetValue(quiet);
            StoreUrl url = StoreUrl.Parse(parsed.GetRequiredValue(store));
            using ICollectableStore opened = StoreOptions.Collectable(url, toRead: dry || live);
            IReadOnlyList<string> old = OldGenerations(opened, parsed.GetValue(deleteOld), parsed.GetValue(olderThan));
            CollectionRequest request = new()
            {
                MostBytes = parsed.GetValue(mostBytes),
                Keep = [.. (parsed.GetValue(keep) ?? []).Select(path => StorePathFinder.Find(path, opened.Directory))],
                IgnoredSources = old,
                Rules = NixConf.OfProcess(Environment.GetEnvironmentVariable).KeepRules,
            };
            if (dry || live)
            {
                CollectionReport.WritePlan(opened.Plan(request), old, opened, live, asJson, isQuiet, terminal);
                return Task.FromResult(ExitCode.Done);
            }

            foreach (string generation in old)
                File.Delete(generation);
            CollectionResult result;
            using (IProgressRenderer progress = ProgressRenderer.Create(terminal, asJson, isQuiet, TimeProvider.System))
                result = opened.Collect(request, progress, cancellation);
            CollectionReport.Write(result, old, opened, asJson, isQuiet, terminal);
            return Task.FromResult(ExitCode.Done);
        });
        return command;
    }

    private static IReadOnlyList<string> OldGenerations(ICollectableStore store, bool all, TimeSpan? olderThan)
    {
        if (!all && olderThan is null)
            return [];
        return store is LocalStore local
            ? local.OldGenerations(olderThan is { } age ? TimeProvider.System.GetUtcNow() - age : null)
            : throw CliErrors.CommandLine($"'{store.Url}' does not show its profiles", "leave --delete-old and --delete-older-than out");
    }
}
