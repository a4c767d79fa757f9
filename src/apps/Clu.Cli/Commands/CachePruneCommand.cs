using System.CommandLine;
using Clu.Cli.Help;
using Clu.Cli.Reports;
using Clu.Stores;
using Clu.Stores.Caches;
using Clu.Stores.Caches.Upkeep;

namespace Clu.Cli.Commands;

/// <summary><c>clu cache prune</c>.</summary>
internal static class CachePruneCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(Terminal terminal)
    {
        Argument<string> url = CacheCommands.Url();
        Option<string[]> keep = new("--keep") { Description = "Keep this path, too, and all that it refers to", HelpName = "PATH", DefaultValueFactory = _ => [] };
        DurationOption keepSince = new("--keep-since") { Description = "Keep what was written within this time (default: 1d)" };
        Option<bool> all = new("--all") { Description = "Go on although there are no roots: all of it goes" };
        Option<bool> dryRun = new("--dry-run") { Description = "Say what would be removed" };
        Option<bool> json = new(CluCommand.JsonName) { Description = "The result as a JSON line" };
        Option<bool> quiet = new("--quiet", "-q") { Description = "Print errors only" };
        CluCommand command = new("prune", "Remove what no root of a cache needs")
        {
            Details = "Paths, files that belong to none, and what interrupted writers left. Nix may read and write the cache meanwhile.",
            WhenInterrupted = "run it again: what the cache still offers is complete",
            Examples =
            [
                new HelpExample("clu cache prune --dry-run file:///srv/cache", "what would go"),
                new HelpExample("clu cache prune --keep-since 30d s3://my-cache", "and keep the last month"),
            ],
        };
        command.Add(url);
        foreach (Option option in new Option[] { keep, keepSince, all, dryRun, json, quiet })
            command.Add(option);
        command.SetAction((parsed, cancellation) =>
        {
            using BinaryCacheStore cache = CacheCommands.Open(parsed.GetRequiredValue(url));
            CachePrune prune = new(cache, TimeProvider.System);
            CachePrunePlan plan = prune.Plan(
                new CachePruneOptions
                {
                    Keep = [.. (parsed.GetValue(keep) ?? []).Select(path => StorePathFinder.Find(path, cache.Directory))],
                    KeepSince = parsed.GetValue(keepSince) ?? CachePruneOptions.DefaultAge,
                    WithoutRoots = parsed.GetValue(all),
                },
                cancellation);
            bool dry = parsed.GetValue(dryRun);
            CachePruneResult result = dry ? new CachePruneResult(plan.Removed, plan.Files, plan.Kept, plan.Bytes) : prune.Run(plan, cancellation);
            CacheReports.WritePrune(cache, result, dry, parsed.GetValue(json), parsed.GetValue(quiet), terminal);
            return Task.FromResult(ExitCode.Done);
        });
        return command;
    }
}
