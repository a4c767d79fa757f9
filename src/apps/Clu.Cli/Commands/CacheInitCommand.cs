using System.CommandLine;
using Clu.Cli.Help;
using Clu.Cli.Reports;
using Clu.Nix.BinaryCaches;
using Clu.Nix.StorePaths;
using Clu.Stores.Caches;
using Clu.Stores.Caches.Upkeep;

namespace Clu.Cli.Commands;

/// <summary><c>clu cache init</c>.</summary>
internal static class CacheInitCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(Terminal terminal)
    {
        Argument<string> url = CacheCommands.Url();
        Option<string> storeDirectory = new("--store-dir")
        {
            Description = "Store directory of its paths (default: /nix/store)",
            HelpName = "DIR",
            DefaultValueFactory = _ => StoreDirectory.Default.Path,
        };
        NumberOption priority = new("--priority", int.MinValue, int.MaxValue) { Description = "Caches with a lower one are asked first; cache.nixos.org has 40", HelpName = "N" };
        Option<bool> massQuery = new("--want-mass-query") { Description = "Clients may ask for many paths that it may not have" };
        Option<bool> json = new(CluCommand.JsonName) { Description = "The result as a JSON line" };
        CluCommand command = new("init", "Make a folder or bucket a binary cache")
        {
            Details = "Writes nix-cache-info; never in the place of one that says something else.",
            Examples =
            [
                new HelpExample("clu cache init file:///srv/cache --priority 30", "a folder"),
                new HelpExample("clu cache init 's3://my-cache?region=eu-west-1'", "a bucket"),
            ],
        };
        command.Add(url);
        foreach (Option option in new Option[] { storeDirectory, priority, massQuery, json })
            command.Add(option);
        command.SetAction((parsed, _) =>
        {
            using BinaryCacheStore cache = CacheCommands.Open(parsed.GetRequiredValue(url));
            CacheInfo info = new()
            {
                StoreDirectory = new StoreDirectory(parsed.GetRequiredValue(storeDirectory)),
                Priority = parsed.GetValue(priority),
                WantMassQuery = parsed.GetValue(massQuery) ? true : null,
            };
            bool made = CacheInitialisation.Run(cache, info);
            CacheReports.WriteInit(cache, info, made, parsed.GetValue(json), terminal);
            return Task.FromResult(ExitCode.Done);
        });
        return command;
    }
}
