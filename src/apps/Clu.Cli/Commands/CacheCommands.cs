using System.CommandLine;
using Clu.Stores;
using Clu.Stores.Caches;

namespace Clu.Cli.Commands;

/// <summary><c>clu cache …</c>.</summary>
internal static class CacheCommands
{
    /// <summary>Makes the group.</summary>
    public static Command Create(Terminal terminal) => new CluCommand("cache", "Look after binary caches")
    {
        CacheInitCommand.Create(terminal), CacheCheckCommand.Create(terminal), CacheRootCommands.Create(terminal), CachePruneCommand.Create(terminal),
    };

    /// <summary>The cache of a command.</summary>
    public static Argument<string> Url() => new("URL") { Description = "The cache: file://DIR or s3://BUCKET" };

    /// <summary>Opens it.</summary>
    public static BinaryCacheStore Open(string url) => StoreOpener.OpenCache(StoreUrl.Parse(url));
}
