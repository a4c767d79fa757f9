using System.CommandLine;
using Clu.Cli.Help;
using Clu.Nix.StorePaths;
using Clu.Stores;

namespace Clu.Cli.Commands;

/// <summary><c>clu cat</c>.</summary>
internal static class CatCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        Argument<string> path = new("PATH") { Description = "A file in a store" };
        Option<string> store = StoreOptions.Store();
        CluCommand command = new("cat", "Print a file in a store")
        {
            Examples =
            [
                new HelpExample("clu cat --store iso:my.iso /nix/store/…-etc/fstab", "of a medium"),
                new HelpExample("clu cat --store file:///srv/cache P/share/doc", "of a cache"),
            ],
        };
        command.Add(path);
        command.Add(store);
        command.SetAction((parsed, _) =>
        {
            using IStore opened = StoreOpener.Open(StoreUrl.Parse(parsed.GetRequiredValue(store)));
            (StorePath found, string rest) = StorePathFinder.FindInside(parsed.GetRequiredValue(path), opened.Directory);
            using Stream output = Console.OpenStandardOutput();
            new StoreFiles(opened).Copy(found, rest, output);
            return Task.FromResult(ExitCode.Done);
        });
        return command;
    }
}
