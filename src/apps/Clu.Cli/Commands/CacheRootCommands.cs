using System.CommandLine;
using Clu.Cli.Help;
using Clu.Cli.Reports;
using Clu.Nix.BinaryCaches;
using Clu.Nix.StorePaths;
using Clu.Stores;
using Clu.Stores.Caches;
using Clu.Stores.Caches.Upkeep;

namespace Clu.Cli.Commands;

/// <summary><c>clu cache root add|remove|list</c>.</summary>
internal static class CacheRootCommands
{
    /// <summary>Makes the group.</summary>
    public static Command Create(Terminal terminal) => new CluCommand("root", "Say what a cache is to keep") { Add(terminal), Remove(terminal), List(terminal) };

    private static CluCommand Add(Terminal terminal)
    {
        Argument<string> url = CacheCommands.Url(), name = Name();
        Argument<string[]> paths = new("PATH") { Description = "Store paths, or links to them", Arity = ArgumentArity.OneOrMore };
        Option<bool> json = new(CluCommand.JsonName) { Description = "The result as a JSON line" };
        CluCommand command = new("add", "Keep paths and all that they refer to")
        {
            Details = "A root of the same name is replaced.",
            Examples = [new HelpExample("clu cache root add file:///srv/cache laptop ./result", "the system of a machine")],
        };
        foreach (Argument argument in new Argument[] { url, name, paths })
            command.Add(argument);
        command.Add(json);
        command.SetAction((parsed, _) =>
        {
            using BinaryCacheStore cache = CacheCommands.Open(parsed.GetRequiredValue(url));
            StorePath[] kept = [.. parsed.GetRequiredValue(paths).Select(path => StorePathFinder.Find(path, cache.Directory)).Distinct()];
            CacheRoot root = new(Parse(parsed.GetRequiredValue(name)), kept);
            new CacheRoots(cache).Set(root.Name, root.Paths);
            CacheReports.WriteRoot("added", cache, root.Name, root.Paths, parsed.GetValue(json), terminal);
            return Task.FromResult(ExitCode.Done);
        });
        return command;
    }

    private static CluCommand Remove(Terminal terminal)
    {
        Argument<string> url = CacheCommands.Url(), name = Name();
        Option<bool> json = new(CluCommand.JsonName) { Description = "The result as a JSON line" };
        CluCommand command = new("remove", "Keep the paths of a root no longer")
        {
            Details = "What nothing else keeps goes with the next clu cache prune.",
            Examples = [new HelpExample("clu cache root remove file:///srv/cache laptop", "of a machine that is gone")],
        };
        command.Add(url);
        command.Add(name);
        command.Add(json);
        command.SetAction((parsed, _) =>
        {
            using BinaryCacheStore cache = CacheCommands.Open(parsed.GetRequiredValue(url));
            CacheRootName root = Parse(parsed.GetRequiredValue(name));
            new CacheRoots(cache).Remove(root);
            CacheReports.WriteRoot("removed", cache, root, [], parsed.GetValue(json), terminal);
            return Task.FromResult(ExitCode.Done);
        });
        return command;
    }

    private static CluCommand List(Terminal terminal)
    {
        Argument<string> url = CacheCommands.Url();
        Option<bool> json = new(CluCommand.JsonName) { Description = "The roots as a JSON line" };
        CluCommand command = new("list", "Print the roots of a cache")
        {
            Details = "A line for each path: the name of its root, and the path.",
            Examples = [new HelpExample("clu cache root list s3://my-cache", "of a bucket")],
        };
        command.Add(url);
        command.Add(json);
        command.SetAction((parsed, _) =>
        {
            using BinaryCacheStore cache = CacheCommands.Open(parsed.GetRequiredValue(url));
            CacheReports.WriteRoots(cache, new CacheRoots(cache).List(), parsed.GetValue(json), terminal);
            return Task.FromResult(ExitCode.Done);
        });
        return command;
    }

    private static Argument<string> Name() => new("NAME") { Description = "Name of the root: letters, digits and +-._=" };

    private static CacheRootName Parse(string text) => CacheRootName.TryCreate(text, out CacheRootName? name)
        ? name
        : throw CliErrors.CommandLine($"'{text}' is no name of a root", "use up to 128 letters, digits and +-._=, not beginning with a dot");
}
