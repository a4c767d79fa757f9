using System.CommandLine;
using Clu.Nix.Signatures;
using Clu.Nix.StorePaths;
using Clu.Stores;
using Clu.Stores.Collecting;
using Clu.Stores.Configuration;
using Clu.Stores.Copying;

namespace Clu.Cli.Commands;

/// <summary>What the commands on stores have in common.</summary>
internal static class StoreOptions
{
    /// <summary><c>--store</c>.</summary>
    public static Option<string> Store() => new("--store")
    {
        Description = "The store (default: auto, this machine's)",
        HelpName = "URL",
        DefaultValueFactory = _ => "auto",
    };

    /// <summary><c>--trusted-key</c>.</summary>
    public static Option<string[]> TrustedKey() => new("--trusted-key")
    {
        Description = "Trust this public key besides those of nix.conf",
        HelpName = "NAME:KEY",
        DefaultValueFactory = _ => [],
    };

    /// <summary>The paths of a command.</summary>
    public static Argument<string[]> Paths() => new("PATH") { Description = "Store paths, or links to them", Arity = ArgumentArity.ZeroOrMore };

    /// <summary><c>--all</c>.</summary>
    public static Option<bool> All() => new("--all") { Description = "Every path of the store" };

    /// <summary><c>--recursive</c>.</summary>
    public static Option<bool> Recursive() => new("--recursive", "-r") { Description = "What they refer to, too" };

    /// <summary>A store with roots.</summary>
    /// <param name="url">Its URL.</param>
    /// <param name="toRead">It will not be changed, and may lie where nobody can write.</param>
    public static ICollectableStore Collectable(StoreUrl url, bool toRead)
    {
        if (!toRead)
            return StoreOpener.OpenCollectable(url, TimeProvider.System);
        IStore store = StoreOpener.Open(url);
        if (store is ICollectableStore collectable)
            return collectable;
        store.Dispose();
        throw CliErrors.CommandLine($"'{url.Text}' has no roots that say what is needed", "name a local store");
    }

    /// <summary>The secret key in a file, as <c>clu key generate</c> and <c>nix key generate-secret</c> print it.</summary>
    public static SecretKey ReadSecretKey(string file) => SecretKey.Parse(File.ReadAllText(file).Trim());

    /// <summary>The keys of nix.conf and of the command line.</summary>
    public static TrustedKeys Keys(IEnumerable<string> more) => NixConf.OfProcess(Environment.GetEnvironmentVariable).TrustedKeys(more);

    /// <summary>The paths that a command line names.</summary>
    /// <param name="store">Where they are.</param>
    /// <param name="paths">The words.</param>
    /// <param name="all"><c>--all</c> was given.</param>
    public static IReadOnlyList<StorePath> Chosen(IStore store, string[] paths, bool all) => (paths.Length, all) switch
    {
        (0, true) => store.Paths(),
        ( > 0, false) => [.. paths.Select(path => StorePathFinder.Find(path, store.Directory)).Distinct()],
        (0, false) => throw CliErrors.CommandLine("no store path is named", "name paths, or say --all"),
        _ => throw CliErrors.CommandLine("paths are named, and --all", "leave one of them out"),
    };

    /// <summary>The closure, or the paths alone.</summary>
    public static IReadOnlyList<Nix.StoreObjects.StoreObjectInfo> Objects(IStore store, IReadOnlyList<StorePath> paths, bool recursive, CancellationToken cancel) =>
        recursive
            ? StoreClosure.Of(store, paths, cancel)
            : StoreClosure.Sorted(paths.Select(path => store.Find(path) ?? throw CliErrors.UnknownPath(store.Directory.Print(path), store.Url)));
}
